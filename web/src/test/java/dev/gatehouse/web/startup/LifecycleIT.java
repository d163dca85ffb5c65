package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Rows;
import dev.gatehouse.web.testing.Sockets;
import dev.gatehouse.web.testing.Sockets.Listener;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One data folder through start, stop, start, crash and start. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleIT extends OverHttp {

    /** 20 s are promised; this machine may be busy with other things. */
    private static final Duration BACK_AFTER_A_CRASH = Duration.ofSeconds(60);

    private static int port;
    private static Path data;
    private static GatehouseProcess server;
    private static SignedIn ada;

    @BeforeAll
    static void start() {
        port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("lifecycle");
        server = serving("first");
        ada = People.of(server.api()).signedIn();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Row("CF-01")
    @Order(1)
    void listensOnItsPortAndBeyondItOnLoopbackOnly() {
        Set<Listener> listeners = Sockets.of(ProcessHandle.of(server.pid()).orElseThrow());

        assertThat(listeners).extracting(Listener::port).contains(port);
        assertThat(listeners.stream()
                        .filter(listener -> !listener.onLoopback())
                        .map(Listener::port)
                        .collect(Collectors.toSet()))
                .containsExactly(port);
        assertThat(Sockets.of(postmaster().orElseThrow())).isNotEmpty().allMatch(Listener::onLoopback);
        for (ProcessHandle process : List.of(
                ProcessHandle.of(server.pid()).orElseThrow(), postmaster().orElseThrow())) {
            assertThat(Sockets.datagrams(process)).allMatch(Listener::onLoopback);
        }
    }

    /** What the container takes for unpacked it does not read class by class; see {@code web/pom.xml}. */
    @Test
    @Order(1)
    void keepsLibrariesFromTheScanForAnnotations() throws IOException {
        try (Stream<Path> libraries = Files.list(deployed().resolve("WEB-INF/lib"))) {
            List<String> folders = libraries
                    .map(library -> library.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.contains("-module-"))
                    .map(name -> "WEB-INF__lib__" + name.replace(".jar", "_jar"))
                    .toList();

            assertThat(folders).hasSizeGreaterThan(30);
            assertThat(folders).allSatisfy(folder -> {
                assertThat(deployed().resolve(folder)).isDirectory();
                server.api().get("/" + folder + "/empty").send().hasStatus(404);
            });
        }
    }

    /** The other install is the server that most tests share; both made their keys at their first start. */
    @Test
    @Order(1)
    @Row("CR-01")
    void sharesNoKeyWithAnotherInstallNorWithWhatIsDelivered() throws IOException {
        List<String> here = keys(data, server.api());
        List<String> there = keys(SERVER.data(), api);

        assertThat(here).hasSize(6).doesNotHaveDuplicates().doesNotContainAnyElementsOf(there);
        List<String> delivered = Artefact.files(Path.of(System.getProperty("gatehouse.war")), Path.of(".."));
        assertThat(delivered).hasSizeGreaterThan(300);
        Artefact.read(Path.of(System.getProperty("gatehouse.war")), Path.of(".."), (name, content) -> {
            assertThat(content).as(name).doesNotContain(here).doesNotContain(there);
            assertThat(content)
                    .as(name)
                    .doesNotContainPattern("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/=]{40}");
        });
        assertThat(delivered).noneMatch(name -> name.matches(".*\\.(jks|p12|pfx|keystore|pem|key|env)$"));
    }

    @Test
    @Order(2)
    void refusesASecondServerOnTheSameData() {
        int other = GatehouseProcess.freePort();
        try (GatehouseProcess second =
                GatehouseProcess.launched("second-on-same-data", other, GatehouseProcess.development(other, data))) {

            assertThat(second.exitCode(BACK_AFTER_A_CRASH)).isNotZero();
            assertThat(second.log()).contains("Another Gatehouse is running on");
        }
        server.api().get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
    }

    @Test
    @Order(3)
    void leavesNothingRunningWhenItIsStopped() throws IOException {
        ProcessHandle postmaster = postmaster().orElseThrow();

        server.stop();

        assertThat(postmaster()).isEmpty();
        Patience.until("the database's end", Duration.ofSeconds(5), () -> !postmaster.isAlive());
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    @Order(4)
    void findsEverythingAgainWhenItIsStarted() {
        server = serving("restarted");

        server.api().get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
        ada = refreshed();
        People.of(server.api()).signIn(ada.email());
        assertThat(own().eventsAbout(ada.id()))
                .containsExactly(
                        "account.registered",
                        "account.verification_sent",
                        "account.email_verified",
                        "session.started",
                        "login.succeeded",
                        "session.started",
                        "login.succeeded");
    }

    @Test
    @Order(5)
    @Row("R-03")
    void servesAgainAfterACrashThoughItsDatabaseLivedOn() {
        SignedIn last = People.of(server.api()).signedIn();
        server.kill();
        ProcessHandle orphan = postmaster().orElseThrow();
        assertThat(orphan.isAlive()).isTrue();

        long crashed = System.nanoTime();
        server = serving("recovered");

        assertThat(Duration.ofNanos(System.nanoTime() - crashed)).isLessThan(BACK_AFTER_A_CRASH);
        assertThat(orphan.isAlive()).isFalse();
        server.api().get("/api/account").bearer(last.accessToken()).send().hasStatus(200);
        refreshed();
    }

    /** The folder to which the container unpacked the WAR, by the libraries that it holds open. */
    private static Path deployed() {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
            return open.map(LifecycleIT::target)
                    .filter(file -> file.endsWith(".jar") && file.contains("/WEB-INF/lib/"))
                    .map(file -> Path.of(file.substring(0, file.indexOf("/WEB-INF/lib/"))))
                    .findAny()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /** The encryption key, the three passwords of the database, and the signing key's id and public half. */
    private static List<String> keys(Path folder, Api api) throws IOException {
        ConnectionUrls urls = ConnectionUrls.in(folder);
        List<String> keys = new ArrayList<>(
                List.of(Files.readString(folder.resolve("encryption.key")).strip()));
        Stream.of(urls.application(), urls.owner(), urls.superuser())
                .map(url -> URI.create(url).getUserInfo().split(":", 2)[1])
                .forEach(keys::add);
        JsonObject signing = api.get("/.well-known/jwks.json")
                .send()
                .json()
                .getJsonArray("keys")
                .getJsonObject(0);
        keys.addAll(List.of(signing.getString("kid"), signing.getString("x")));
        return keys;
    }

    private static GatehouseProcess serving(String name) {
        return GatehouseProcess.serving("lifecycle-" + name, port, GatehouseProcess.development(port, data));
    }

    private static SignedIn refreshed() {
        return People.signedIn(server.api()
                .post("/api/auth/refresh")
                .json("refreshToken", ada.refreshToken())
                .send()
                .hasStatus(200));
    }

    private static Rows own() {
        return Rows.of(() -> ConnectionUrls.in(data).superuser());
    }

    /** The PostgreSQL of this data folder, if one runs. */
    private static Optional<ProcessHandle> postmaster() {
        Path file = data.resolve("postgres/cluster/postmaster.pid");
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

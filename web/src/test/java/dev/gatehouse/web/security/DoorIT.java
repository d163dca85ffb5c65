package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Wire;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and under which name. */
class DoorIT extends OverHttp {

    private final Wire wire = new Wire(SERVER.port());

    @ParameterizedTest
    @Row("WB-10")
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "evil.example:80",
                "localhost@evil.example",
                "localhost.",
                "localhost, evil.example",
                "127.0.0.2",
                "127.0.0.1.nip.io",
                "[::2]",
                "0.0.0.0"
            })
    void refusesHostsThatItIsNot(String host) {
        for (String path : List.of("/", "/api/account", "/api/nothing", "/.well-known/jwks.json", "/health")) {
            wire.bare("GET " + path + " HTTP/1.1", "Host: " + host).isProblem(421, "misdirected_request");
        }
    }

    @Test
    @Row("WB-10")
    void redirectsNoFolderToAHostOfTheClientsChoice() throws Exception {
        Set<String> folders;
        try (ZipFile war = new ZipFile(System.getProperty("gatehouse.war"))) {
            folders = war.stream()
                    .filter(ZipEntry::isDirectory)
                    .map(entry -> "/" + entry.getName().replaceAll("/$", ""))
                    .collect(Collectors.toSet());
        }
        folders.addAll(Set.of("/webjars", "/webjars/swagger-ui"));

        assertThat(folders).contains("/assets", "/docs", "/WEB-INF/classes").allSatisfy(folder -> {
            Answer answer = wire.bare("GET " + folder + " HTTP/1.1", "Host: evil.example");

            assertThat(answer.status()).isIn(404, 421);
            assertThat(answer.text() + answer.headers()).doesNotContain("evil.example");
        });
    }

    @Test
    @Row("WB-10")
    void refusesADoubledHost() {
        String own = "Host: localhost:" + SERVER.port();

        wire.bare("GET /api/account HTTP/1.1", own, own).isProblem(421, "misdirected_request");
        wire.bare("GET /api/account HTTP/1.1", own, "Host: evil.example").isProblem(421, "misdirected_request");
        wire.bare("GET /api/account HTTP/1.1", "Host: evil.example", own).isProblem(421, "misdirected_request");
    }

    @Test
    @Row("WB-10")
    void refusesAnotherHostInTheTarget() {
        wire.lines("GET http://evil.example/api/account HTTP/1.1").isProblem(421, "misdirected_request");
    }

    @Test
    @Row("WB-10")
    void refusesARequestWithoutAHost() {
        assertThat(wire.bare("GET /api/account HTTP/1.1").status()).isEqualTo(400);
        wire.bare("GET /api/account HTTP/1.0").isProblem(421, "misdirected_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=192.0.2.1",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Host: localhost",
                "X-Forwarded-Proto: https",
                "X-Real-IP: 127.0.0.1",
                "Via: 1.1 proxy"
            })
    void refusesForwardedRequestsInDevelopment(String header) {
        Map<String, Long> before = rows.counts();

        for (String path : List.of("/", "/api/account", "/api/dev/mail", "/dev/mail", "/health", "/metrics")) {
            wire.lines("GET " + path + " HTTP/1.1", header).isProblem(403, "forbidden");
        }
        wire.lines("DELETE /api/dev/mail HTTP/1.1", header).isProblem(403, "forbidden");

        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void refusesOtherMachinesInDevelopment() throws Exception {
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address instanceof Inet4Address)
                .findFirst();
        Assumptions.assumeTrue(outside.isPresent(), "this machine has no address but loopback");
        URI address = URI.create("http://" + outside.get().getHostAddress() + ":" + SERVER.port());

        new dev.gatehouse.web.testing.Api(address)
                .get("/api/dev/mail")
                .header("Host", "localhost:" + SERVER.port())
                .send()
                .isProblem(403, "forbidden");
    }

    @Test
    void keepsAClientsWordOutOfAddressesAndLinks() {
        String address = people.verified();
        Answer answer = api.post("/api/auth/login")
                .header("True-Client-IP", "192.0.2.1")
                .header("CF-Connecting-IP", "192.0.2.1")
                .header("X-Client-IP", "192.0.2.1")
                .json("email", address, "password", People.PASSWORD)
                .send()
                .hasStatus(200);

        assertThat(rows.text(
                        "SELECT ip_address FROM session.session WHERE id = ?",
                        People.signedIn(answer).session()))
                .isNotEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void answersToItsOwnNames(String host) {
        wire.bare("GET /api/account HTTP/1.1", "Host: " + host).isProblem(401, "unauthenticated");
        wire.bare("GET /api/account HTTP/1.1", "Host: " + host + ":" + SERVER.port())
                .isProblem(401, "unauthenticated");
    }
}

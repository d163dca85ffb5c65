package dev.gatehouse.web.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.ExternalPostgres;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Rows;
import dev.gatehouse.web.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server whose PostgreSQL, which somebody else runs, is killed and comes back. */
@Row("R-04")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseAwayIT {

    private static final Duration FAST = Duration.ofSeconds(6);
    private static final Duration BACK = Duration.ofSeconds(10);
    private static final int CROWD = 40;

    private static ExternalPostgres postgres;
    private static GatehouseProcess server;
    private static People people;
    private static Rows rows;
    private static SignedIn ada;
    private static Map<String, Long> before;

    @BeforeAll
    static void start() {
        int databasePort = GatehouseProcess.freePort();
        postgres = ExternalPostgres.startedOn(databasePort);
        int port = GatehouseProcess.freePort();
        Map<String, String> environment =
                GatehouseProcess.development(port, GatehouseProcess.freshData("database-away"));
        environment.put("DATABASE_URL", ExternalPostgres.application(databasePort));
        environment.put("DATABASE_OWNER_URL", ExternalPostgres.owner(databasePort));
        // Out of reach, but it asks whose request it counts.
        environment.put("RATE_LIMIT_READ", "1000000/1m");
        server = GatehouseProcess.serving("database-away", port, environment);
        people = People.of(server.api());
        rows = Rows.of(postgres::superuser);
        ada = people.signedIn();
        before = rows.counts();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    @Order(1)
    void saysSoFastAndLetsNobodyInWhileTheDatabaseIsGone() {
        postgres.crash();

        List<Supplier<Answer>> calls = List.of(
                () -> people.logIn(ada.email(), People.PASSWORD),
                () -> people.signUp(people.address(), People.PASSWORD),
                () -> server.api()
                        .post("/api/auth/refresh")
                        .json("refreshToken", ada.refreshToken())
                        .send(),
                () -> server.api().get("/api/account").bearer(ada.accessToken()).send(),
                () -> server.api()
                        .get("/api/auth/sessions")
                        .bearer(ada.accessToken())
                        .send(),
                () -> server.api()
                        .get("/api/account")
                        .header("Cookie", "gatehouse_session=" + "A".repeat(43))
                        .send(),
                () -> server.api()
                        .post("/api/auth/login?mode=cookie")
                        .json("email", ada.email(), "password", People.PASSWORD)
                        .send());
        // Twice: before the pool has noticed, and after.
        Stream.concat(calls.stream(), calls.stream()).forEach(DatabaseAwayIT::isRefusedFast);
    }

    @Test
    @Order(2)
    void lettingNobodyInHoldsForACrowdToo() {
        Together.times(CROWD, () -> {
            isRefusedFast(() -> people.logIn(ada.email(), People.PASSWORD));
            return true;
        });
    }

    @Test
    @Order(3)
    void isAliveButNotReadyWhileTheDatabaseIsGone() {
        Patience.until("not ready", BACK, () -> !server.isReady());

        server.api().get("/health/live").send().hasStatus(200);
        assertThat(server.api().get("/health/ready").send().json().getString("status"))
                .isEqualTo("DOWN");
    }

    @Test
    @Order(4)
    void servesAgainByItselfOnceTheDatabaseIsBack() {
        postgres.restart();

        Patience.until("ready", BACK, server::isReady);
        assertThat(rows.counts()).isEqualTo(before);
        server.api().get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
        ada = People.signedIn(server.api()
                .post("/api/auth/refresh")
                .json("refreshToken", ada.refreshToken())
                .send()
                .hasStatus(200));
        people.signedIn();
    }

    @Test
    @Order(5)
    void servesAgainByItselfAfterOneProcessOfTheDatabaseWasKilled() {
        ProcessHandle postmaster = postgres.processes().postmaster().orElseThrow();
        ProcessHandle backend = postmaster.children().findAny().orElseThrow();

        backend.destroyForcibly();

        Patience.until("the others' end", BACK, () -> !backend.isAlive());
        Patience.until(
                "a sign-in",
                BACK,
                () -> people.logIn(ada.email(), People.PASSWORD).status() == 200);
        assertThat(postmaster.isAlive()).isTrue();
        // More at once than the pool had connections before.
        Together.times(CROWD, () -> server.api()
                .get("/api/account")
                .bearer(ada.accessToken())
                .send()
                .hasStatus(200));
        people.signedIn();
    }

    private static void isRefusedFast(Supplier<Answer> call) {
        long start = System.nanoTime();

        Answer answer = call.get().isProblem(503, "unavailable");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAST);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.cookie("gatehouse_session")).isEmpty();
    }
}

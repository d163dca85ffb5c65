package dev.gatehouse.web.ratelimit;

import static dev.gatehouse.web.ratelimit.LimitedNodes.call;
import static dev.gatehouse.web.ratelimit.LimitedNodes.health;
import static dev.gatehouse.web.ratelimit.LimitedNodes.logIn;
import static dev.gatehouse.web.ratelimit.LimitedNodes.signUp;
import static dev.gatehouse.web.ratelimit.LimitedNodes.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.RedisProcess;
import dev.gatehouse.web.testing.Signal;
import dev.gatehouse.web.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits of two servers with one Redis, for clients behind a proxy. */
class SharedRateLimitsIT {

    /** Less than a person notices; far less than the timeouts of clients. */
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private static LimitedNodes nodes;

    @BeforeAll
    static void start() {
        nodes = new LimitedNodes();
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    @Row("TH-09")
    void countsOnBothNodesTogether() {
        String client = stranger();
        exhaust(client, nodes.first, 3);
        exhaust(client, nodes.second, 2);

        Answer refusal = logIn(nodes.second, client).isProblem(429, "rate_limited");
        logIn(nodes.first, client).isProblem(429, "rate_limited");

        assertThat(Integer.parseInt(refusal.header("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        logIn(nodes.first, stranger()).isProblem(401, "invalid_credentials");
    }

    @Test
    @Row("TH-09")
    void remembersWhomItHeldBackAfterARestart() {
        String client = stranger();
        exhaust(client, nodes.second, 5);

        nodes.restartSecond();

        logIn(nodes.second, client).isProblem(429, "rate_limited");
    }

    @Test
    @Row({"TH-09", "R-31"})
    void staysShutWithoutRedisAndCountsTogetherAgainWhenItIsBack() {
        String held = stranger();
        exhaust(held, nodes.first, 5);
        long losses = losses();

        nodes.redis.kill();

        logIn(nodes.first, held).isProblem(429, "rate_limited");
        String client = stranger();
        exhaust(client, nodes.first, 5);
        logIn(nodes.first, client).isProblem(429, "rate_limited");
        nodes.await("degraded");
        assertThat(health(nodes.first)).contains("\"status\":\"UP\"");

        nodes.redis.start();
        nodes.await("shared");
        countsOnBothNodesTogether();
        assertThat(losses()).isEqualTo(losses + 1);
    }

    @Test
    @Row({"TH-09", "R-31"})
    void answersPromptlyAndStaysShutWhileRedisHangs() {
        nodes.redis.send(Signal.STOP);
        try {
            String client = stranger();
            for (int i = 0; i < 5; i++) {
                assertThat(promptly(client)).isEqualTo(401);
            }
            assertThat(promptly(client)).isEqualTo(429);
        } finally {
            nodes.redis.send(Signal.CONT);
        }
        nodes.await("shared");
        countsOnBothNodesTogether();
    }

    @Test
    @Row({"TH-09", "R-31"})
    void countsForItselfWhileRedisTakesNoMore() {
        nodes.redis.ask("CONFIG", "SET", "maxmemory", "1");
        try {
            String client = stranger();
            exhaust(client, nodes.second, 5);
            logIn(nodes.second, client).isProblem(429, "rate_limited");
            nodes.await("degraded");
        } finally {
            nodes.redis.ask("CONFIG", "SET", "maxmemory", "0");
        }
        nodes.await("shared");
    }

    @Test
    @Row("TH-03")
    void countsNobodyElseForThatTheyNameOthersBeforeThem() {
        String client = stranger();
        for (int i = 0; i < 5; i++) {
            logIn(nodes.first, "192.0.2." + i + ", " + client + (i % 2 == 0 ? "" : ", 10.0.0.7"))
                    .isProblem(401, "invalid_credentials");
        }

        logIn(nodes.first, "192.0.2.99, " + client).isProblem(429, "rate_limited");
        logIn(nodes.second, client + ":4711").isProblem(429, "rate_limited");
    }

    @Test
    @Row("TH-03")
    void ignoresForwardedAddressesOfAPeerThatIsNoProxy() {
        byte[] body =
                "{\"email\":\"nobody@example.net\",\"password\":\"Wrong-Horse-42\"}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= 5; i++) {
            Answer answer = new Wire(nodes.first.port())
                    .from("127.0.0.2")
                    .bare(
                            "POST /api/auth/login HTTP/1.1",
                            body,
                            "Host: " + LimitedNodes.HOST,
                            "X-Forwarded-For: " + stranger(),
                            "Forwarded: for=" + stranger(),
                            "X-Real-IP: " + stranger(),
                            "X-Request-Id: stranger-" + i,
                            "Content-Type: application/json",
                            "Content-Length: " + body.length);
            assertThat(answer.status()).isEqualTo(i < 5 ? 401 : 429);
        }

        assertThat(recorded("ip_address", "stranger-0")).containsOnly("127.0.0.2");
        assertThat(recorded("ip_address", "stranger-5")).containsExactly("127.0.0.2");
    }

    @Test
    @Row("TH-03")
    void recordsWhereARequestComesFromAsItsProxySays() {
        String client = stranger();

        call(nodes.first, "203.0.113.1, " + client, "POST", "/api/auth/login")
                .header("X-Request-Id", "through-the-proxy")
                .json("email", "nobody@example.net", "password", "Wrong-Horse-42")
                .send()
                .isProblem(401, "invalid_credentials");

        assertThat(recorded("ip_address", "through-the-proxy")).containsOnly(client);
    }

    @Test
    @Row("TH-07")
    void countsAnIpv6NetworkAsOneClient() {
        for (int i = 1; i <= 5; i++) {
            logIn(nodes.first, "2001:db8:7:7:" + i + "::" + i).isProblem(401, "invalid_credentials");
        }

        logIn(nodes.first, "2001:db8:7:7:ffff::6").isProblem(429, "rate_limited");
        logIn(nodes.second, "2001:db8:7:7::").isProblem(429, "rate_limited");
        logIn(nodes.first, "2001:db8:7:8::1").isProblem(401, "invalid_credentials");
    }

    @Test
    void countsASignedInAccountWhereverItIsAndApartFromOthers() {
        String shared = stranger();
        String ada = signUp(nodes.first, shared).hasStatus(201).text("accessToken");
        String bob = signUp(nodes.first, shared).hasStatus(201).text("accessToken");
        for (int i = 0; i < 6; i++) {
            rename(nodes.first, stranger(), ada).hasStatus(200);
        }

        rename(nodes.second, stranger(), ada).isProblem(429, "rate_limited");
        rename(nodes.first, stranger(), bob).hasStatus(200);
    }

    @Test
    void recordsOneRefusalOfEachPeriod() {
        String client = stranger();
        for (int i = 0; i < 2; i++) {
            signUp(nodes.first, client).hasStatus(201);
        }
        for (int i = 0; i < 8; i++) {
            signUp(i % 2 == 0 ? nodes.first : nodes.second, client).isProblem(429, "rate_limited");
        }
        assertThat(refusalsOf(client)).containsExactly("signup denied anonymous");

        Patience.until(
                "a new period",
                Duration.ofSeconds(20),
                () -> signUp(nodes.first, client).status() == 201);
        signUp(nodes.first, client).hasStatus(201);
        signUp(nodes.first, client).isProblem(429, "rate_limited");
        signUp(nodes.first, client).isProblem(429, "rate_limited");

        assertThat(refusalsOf(client)).hasSize(2);
    }

    @Test
    void forgetsNothingAtAnyonesWordInProduction() {
        String client = stranger();
        exhaust(client, nodes.first, 5);

        call(nodes.first, client, "DELETE", "/api/dev/rate-limits").send().isProblem(404, "not_found");

        logIn(nodes.first, client).isProblem(429, "rate_limited");
    }

    @Test
    void tellsRedisNeitherAddressesNorAccountsAndNothingForLong() {
        String client = stranger();
        exhaust(client, nodes.first, 5);

        List<String> keys = nodes.redis.ask("KEYS", "*");

        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(key)
                .matches("gatehouse:limit:(count|told):[a-z_]+:\\d+/\\d+s:[A-Za-z0-9_-]{22}"));
        assertThat(keys).allSatisfy(key -> assertThat(nodes.redis.ask("TTL", key))
                .allSatisfy(seconds -> assertThat(Integer.parseInt(seconds)).isNotEqualTo(-1)));
    }

    @Test
    void writesNoPasswordOfRedisIntoItsLog() {
        for (GatehouseProcess node : List.of(nodes.first, nodes.second)) {
            assertThat(node.log())
                    .contains("Rate limits are counted in redis://127.0.0.1:")
                    .doesNotContain(RedisProcess.PASSWORD, "Redis%40Cuckoo");
        }
    }

    private static void exhaust(String client, GatehouseProcess node, int times) {
        for (int i = 0; i < times; i++) {
            logIn(node, client).isProblem(401, "invalid_credentials");
        }
    }

    private static int promptly(String client) {
        long start = System.nanoTime();
        int status = logIn(nodes.first, client).status();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
        return status;
    }

    private static long losses() {
        assertThat(nodes.first.log()).doesNotContain("\tat ");
        return nodes.first
                .log()
                .lines()
                .filter(line -> line.contains("is away ("))
                .count();
    }

    private static Answer rename(GatehouseProcess node, String client, String token) {
        return call(node, client, "PATCH", "/api/account")
                .bearer(token)
                .json("lastName", "Lovelace")
                .send();
    }

    private static List<String> recorded(String column, String requestId) {
        return nodes.rows()
                .texts(
                        "SELECT p." + column + " FROM audit.event e JOIN audit.personal_data p ON p.event_id = e.id"
                                + " WHERE e.request_id = ?",
                        requestId);
    }

    private static List<String> refusalsOf(String client) {
        return nodes.rows()
                .texts(
                        "SELECT e.reason || ' ' || e.outcome || ' ' || e.actor_type FROM audit.event e"
                                + " JOIN audit.personal_data p ON p.event_id = e.id"
                                + " WHERE e.type = 'security.rate_limited' AND p.ip_address = ?",
                        client);
    }
}

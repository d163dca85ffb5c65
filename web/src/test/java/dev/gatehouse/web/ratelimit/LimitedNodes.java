package dev.gatehouse.web.ratelimit;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api.Call;
import dev.gatehouse.web.testing.ExternalPostgres;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.RedisProcess;
import dev.gatehouse.web.testing.Rows;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Two servers in production behind a proxy on this machine, with one database and one Redis. */
final class LimitedNodes implements AutoCloseable {

    static final String HOST = "accounts.example.org";

    private static final Duration NOTICED = Duration.ofSeconds(15);
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    final RedisProcess redis = RedisProcess.started();
    final GatehouseProcess first;
    GatehouseProcess second;

    private final int databasePort = GatehouseProcess.freePort();
    private final ExternalPostgres postgres = ExternalPostgres.startedOn(databasePort);

    LimitedNodes() {
        first = launched("limited-one");
        second = launched("limited-two");
        first.awaitReady();
        second.awaitReady();
        await("shared");
    }

    /** An address that nobody has come from yet. */
    static String stranger() {
        int number = CLIENTS.incrementAndGet();
        return "198.51." + number / 250 + "." + (number % 250 + 1);
    }

    Rows rows() {
        return Rows.of(postgres::superuser);
    }

    static Call call(GatehouseProcess node, String client, String method, String path) {
        return node.api().call(method, path).header("Host", HOST).header("X-Forwarded-For", client);
    }

    /** A sign-in that cannot succeed. */
    static Answer logIn(GatehouseProcess node, String client) {
        return call(node, client, "POST", "/api/auth/login")
                .json("email", "nobody@example.net", "password", "Wrong-Horse-42")
                .send();
    }

    /** Somebody new, who is signed in at once. */
    static Answer signUp(GatehouseProcess node, String client) {
        return call(node, client, "POST", "/api/auth/signup")
                .json(
                        "email",
                        "p" + CLIENTS.incrementAndGet() + "@people.example.net",
                        "password",
                        "Correct-Horse-42",
                        "firstName",
                        "Ada",
                        "acceptTerms",
                        true)
                .send();
    }

    /** Waits until both say so of Redis. */
    void await(String state) {
        for (GatehouseProcess node : new GatehouseProcess[] {first, second}) {
            Patience.until(state, NOTICED, () -> health(node).contains("\"state\":\"" + state + "\""));
        }
    }

    static String health(GatehouseProcess node) {
        return node.api().get("/health/ready").send().hasStatus(200).text().replace(" ", "");
    }

    void restartSecond() {
        second.stop();
        second = launched("limited-two-restarted");
        second.awaitReady();
        await("shared");
    }

    @Override
    public void close() {
        first.close();
        second.close();
        postgres.close();
        redis.close();
    }

    private GatehouseProcess launched(String name) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ENVIRONMENT", "production");
        environment.put("PUBLIC_URL", "https://" + HOST);
        environment.put("DATABASE_URL", ExternalPostgres.application(databasePort));
        environment.put("DATABASE_OWNER_URL", ExternalPostgres.owner(databasePort));
        environment.put("ENCRYPTION_KEY", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=");
        environment.put("SMTP_URL", "smtp://127.0.0.1:1");
        environment.put("EMAIL_VERIFICATION", "optional");
        environment.put("GATEHOUSE_DATA", GatehouseProcess.freshData(name).toString());
        environment.put("REDIS_URL", redis.url());
        environment.put("TRUSTED_PROXIES", "127.0.0.1, ::1, 10.0.0.0/8");
        environment.put("RATE_LIMIT_LOGIN", "");
        environment.put("RATE_LIMIT_SIGNUP", "2/8s");
        environment.put("RATE_LIMIT_AUTH", "");
        environment.put("RATE_LIMIT_WRITE", "6/1m");
        return GatehouseProcess.launched(name, GatehouseProcess.freePort(), environment);
    }
}

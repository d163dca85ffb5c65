package dev.gatehouse.web.nodes;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.ExternalPostgres;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Mailbox;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two servers on one database, as behind a load balancer. They start at the same time, on an empty database. */
final class Nodes implements AutoCloseable {

    /** A change of the key that has come half way: both nodes know both keys, and each still signs with the old one. */
    static final String OLD_KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

    static final String NEW_KEY = "x1k0Y7d0sJp2mB6Qw3cVn8rT5yUe9aLhZf4gGiKjMoE=";

    private final int publicPort = GatehouseProcess.freePort();
    private final int secondPort = GatehouseProcess.freePort();
    private final int databasePort = GatehouseProcess.freePort();
    private final ExternalPostgres postgres;
    private final GatehouseProcess first;
    private GatehouseProcess second;

    private Nodes() {
        postgres = ExternalPostgres.startedOn(
                databasePort,
                Map.of(
                        "shared_preload_libraries", "pg_stat_statements",
                        "pg_stat_statements.track", "all",
                        "max_connections", "150"));
        first = launched("node-one", publicPort, OLD_KEY + "," + NEW_KEY);
        second = launched("node-two", secondPort, OLD_KEY + "," + NEW_KEY);
    }

    static Nodes started() {
        Nodes nodes = new Nodes();
        try {
            nodes.first.awaitReady();
            nodes.second.awaitReady();
            nodes.rows().change("CREATE EXTENSION pg_stat_statements");
            return nodes;
        } catch (Throwable e) {
            nodes.close();
            throw e;
        }
    }

    GatehouseProcess first() {
        return first;
    }

    GatehouseProcess second() {
        return second;
    }

    /** Either of them: even numbers the first, odd ones the second. */
    Api node(int number) {
        return number % 2 == 0 ? first.api() : second.api();
    }

    List<Api> both() {
        return List.of(node(0), node(1));
    }

    /** People who sign up and in at the first node. */
    People people() {
        return People.of(first.api());
    }

    Mailbox mailbox() {
        return new Mailbox(first.api());
    }

    Rows rows() {
        return Rows.of(postgres::superuser);
    }

    /** Stops the second node and starts it with other keys, while the first goes on. */
    void restartSecond(String keys) {
        second.stop();
        second = launched("node-two-restarted", secondPort, keys);
        second.awaitReady();
    }

    /** What disabling an account does, in one transaction: the account says so, and its sessions end. */
    void disable(UUID account) {
        rows().change(
                        """
                        WITH disabled AS (
                          UPDATE auth.account SET disabled_at = clock_timestamp(), disabled_reason = 'test'
                          WHERE id = ? RETURNING id)
                        UPDATE session.session s
                        SET revoked_at = clock_timestamp(), revoked_reason = 'account_disabled'
                        FROM disabled WHERE s.account_id = disabled.id AND s.revoked_at IS NULL
                        """,
                        account);
    }

    /** What {@code Sessions.outdateAccessTokens} does. */
    void outdateAccessTokens(UUID account) {
        rows().change(
                        """
                        INSERT INTO session.account_version AS v (account_id, lowest, changed_at)
                        VALUES (?, 1, clock_timestamp())
                        ON CONFLICT (account_id) DO UPDATE SET lowest = v.lowest + 1, changed_at = clock_timestamp()
                        """,
                        account);
    }

    /** Holds the session's row, as a call of ours does that has not come to its end, until it is closed. */
    Connection holding(UUID session) {
        try {
            Connection connection = rows().connect();
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("SELECT 1 FROM session.session WHERE id = ? FOR UPDATE")) {
                statement.setObject(1, session);
                statement.executeQuery();
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Acts while a lock holds up what the servers write, and lets go once several of them wait: without it, the hash
     * before each write would keep them apart.
     */
    <T> T allHeldUpBy(String lock, Callable<T> act) {
        try (Connection connection = rows().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(lock);
            FutureTask<T> acting = new FutureTask<>(act);
            new Thread(acting, "held up").start();
            Patience.until("calls that wait", Duration.ofSeconds(20), () -> backends("wait_event_type = 'Lock'") >= 6);
            connection.rollback();
            return acting.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (SQLException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** How many of the servers' connections are in this state. */
    long backends(String which) {
        return rows().number("SELECT count(*) FROM pg_stat_activity WHERE usename = 'gatehouse_app' AND " + which);
    }

    static Answer account(Api node, String accessToken) {
        return node.get("/api/account").bearer(accessToken).send();
    }

    static Answer refresh(Api node, String refreshToken) {
        return node.post("/api/auth/refresh").json("refreshToken", refreshToken).send();
    }

    /** Lets both nodes meet the token, check it and remember it. */
    void acquaint(SignedIn person) {
        for (Api node : both()) {
            account(node, person.accessToken()).hasStatus(200);
            account(node, person.accessToken()).hasStatus(200);
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
        postgres.close();
    }

    private GatehouseProcess launched(String name, int port, String keys) {
        return GatehouseProcess.launched(
                name,
                port,
                Map.of(
                        "PUBLIC_URL",
                        "http://localhost:" + publicPort,
                        "DATABASE_URL",
                        ExternalPostgres.application(databasePort),
                        "DATABASE_OWNER_URL",
                        ExternalPostgres.owner(databasePort),
                        "ENCRYPTION_KEY",
                        keys,
                        "GATEHOUSE_DATA",
                        GatehouseProcess.freshData(name).toString()));
    }
}

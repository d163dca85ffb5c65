package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.ExternalPostgres;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Patience;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private static final String ROLE = "gatehouse_app";

    private static ExternalPostgres postgres;
    private static PostgresUrl owner;

    @BeforeAll
    static void startDatabase() {
        int port = GatehouseProcess.freePort();
        postgres = ExternalPostgres.startedOn(port);
        owner = PostgresUrl.parse(ExternalPostgres.owner(port));
    }

    @AfterAll
    static void stopDatabase() {
        postgres.close();
    }

    @BeforeEach
    void emptyDatabase() throws SQLException {
        execute("DROP SCHEMA IF EXISTS migration, audit, session, auth, storage CASCADE");
    }

    @Test
    void bringsAnEmptyDatabaseUpToDate() {
        new Migration(owner, ROLE).run();

        assertThat(number("SELECT count(*) FROM auth.account")).isZero();
        assertThat(number("SELECT count(*) FROM migration.fingerprint")).isOne();
    }

    @Test
    void makesNothingWhileAnotherServerMigrates() throws SQLException {
        CompletableFuture<Void> waiting;
        try (Connection other = owner.patientConnection();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + AdvisoryLock.KEY + ")");
            waiting = CompletableFuture.runAsync(() -> new Migration(owner, ROLE).run());
            Patience.until(
                    "a server that waits",
                    Duration.ofSeconds(30),
                    () -> number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1);

            assertThat(number("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'databasechangelog%'"))
                    .isZero();
        }
        waiting.join();

        assertThat(number("SELECT count(*) FROM migration.fingerprint")).isOne();
    }

    @Test
    void asksLiquibaseNothingWhileTheChangelogsStayWhatTheyWere() throws SQLException {
        new Migration(owner, ROLE).run();
        execute("DELETE FROM migration.databasechangelog WHERE id LIKE '%9000%'");

        new Migration(owner, ROLE).run();

        assertThat(number("SELECT count(*) FROM migration.databasechangelog WHERE id LIKE '%9000%'"))
                .isZero();
    }

    @Test
    void migratesADatabaseThatWasBroughtToOtherChangelogs() throws SQLException {
        new Migration(owner, ROLE).run();
        execute("DELETE FROM migration.databasechangelog WHERE id LIKE '%9000%'");
        execute("UPDATE migration.fingerprint SET value = 'of an older release'");

        new Migration(owner, ROLE).run();

        assertThat(number("SELECT count(*) FROM migration.databasechangelog WHERE id LIKE '%9000%'"))
                .isPositive();
    }

    @Test
    void grantsAgainWhenAnotherRoleIsToServe() throws SQLException {
        new Migration(owner, ROLE).run();
        try (Connection admin = PostgresUrl.parse(postgres.superuser()).patientConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE ROLE gatehouse_other LOGIN PASSWORD 'other'");
        }

        new Migration(owner, "gatehouse_other").run();

        assertThat(number("SELECT has_table_privilege('gatehouse_other', 'auth.account', 'SELECT')::int"))
                .isOne();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = owner.patientConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) {
        try (Connection connection = owner.patientConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

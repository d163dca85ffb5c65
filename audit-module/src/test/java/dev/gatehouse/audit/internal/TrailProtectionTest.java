package dev.gatehouse.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.testing.ModuleDatabase;
import dev.gatehouse.testing.Row;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailProtectionTest {

    private static final ModuleDatabase DATABASE = new ModuleDatabase("audit", "audit");

    @BeforeAll
    static void somethingHappened() {
        AuditEvent event = AuditEvent.denied(EventType.SECURITY_ACCESS_DENIED, Actor.anonymous(), Origin.none())
                .withEmail("ada@example.org");
        DATABASE.inTransaction(
                () -> AuditFixtures.trail(DATABASE.entityManager()).record(event));
    }

    @ParameterizedTest
    @Row("LO-03")
    @ValueSource(
            strings = {
                "UPDATE audit.event SET outcome = 'success'",
                "DELETE FROM audit.event",
                "TRUNCATE audit.event CASCADE",
                "UPDATE audit.personal_data SET email = 'eve@example.org'",
                "TRUNCATE audit.personal_data",
                "INSERT INTO audit.event (id, category, type, outcome, actor_type)"
                        + " VALUES (gen_random_uuid(), 'login', 'login.failed', 'failure', 'anonymous')",
                "INSERT INTO audit.event (sequence, category, type, outcome, actor_type)"
                        + " OVERRIDING SYSTEM VALUE VALUES (1000, 'login', 'login.failed', 'failure', 'anonymous')",
                "INSERT INTO audit.event (occurred_at, category, type, outcome, actor_type)"
                        + " VALUES ('2001-01-01', 'login', 'login.failed', 'failure', 'anonymous')",
                "CREATE TABLE audit.another ()"
            })
    void refusesTheApplicationByPrivilege(String statement) {
        assertThatThrownBy(() -> execute(DATABASE.asApplication(), statement))
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @Row("LO-03")
    @ValueSource(
            strings = {
                "ALTER TABLE audit.event DISABLE TRIGGER append_only",
                "DROP TRIGGER append_only ON audit.event",
                "CREATE OR REPLACE RULE tampered AS ON INSERT TO audit.event DO INSTEAD NOTHING"
            })
    void refusesTheApplicationToLiftTheProtection(String statement) {
        assertThatThrownBy(() -> execute(DATABASE.asApplication(), statement)).hasMessageContaining("must be owner");
    }

    @ParameterizedTest
    @Row("LO-03")
    @ValueSource(
            strings = {
                "UPDATE audit.event SET outcome = 'success'",
                "UPDATE audit.event SET outcome = outcome WHERE false",
                "DELETE FROM audit.event",
                "SET session_replication_role = replica; DELETE FROM audit.event",
                "TRUNCATE audit.event CASCADE",
                "TRUNCATE audit.event, audit.personal_data",
                "UPDATE audit.personal_data SET email = 'eve@example.org'",
                "TRUNCATE audit.personal_data"
            })
    void refusesTheOwnerByTrigger(String statement) {
        assertThatThrownBy(() -> execute(DATABASE.asOwner(), statement))
                .hasMessageContaining("the trail is append-only");
        assertThat(DATABASE.query("SELECT outcome FROM audit.event")).isEqualTo("denied");
        assertThat(DATABASE.query("SELECT email FROM audit.personal_data")).isEqualTo("ada@example.org");
    }

    @Test
    void letsTheApplicationReadTheViews() throws SQLException {
        for (String view : new String[] {"login_log", "admin_action", "security_event"}) {
            execute(DATABASE.asApplication(), "SELECT id, occurred_at, email, detail FROM audit." + view);
        }
        assertThat(DATABASE.query("SELECT type || ' ' || email FROM audit.security_event"))
                .isEqualTo("security.access_denied ada@example.org");
        assertThat(DATABASE.query("SELECT count(*) FROM audit.login_log")).isEqualTo("0");
    }

    private static void execute(DataSource role, String statement) throws SQLException {
        try (var connection = role.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }
}

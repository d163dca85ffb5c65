package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The database that comes with the server. */
class EmbeddedDatabaseIT extends OverHttp {

    private final ConnectionUrls urls = ConnectionUrls.in(SERVER.data());

    @Test
    void keepsItsSecretsFromOtherUsersOfTheMachine() throws IOException {
        for (String file : List.of("database.properties", "encryption.key")) {
            assertThat(permissions(SERVER.data().resolve(file))).isEqualTo("rw-------");
        }
        assertThat(permissions(SERVER.data())).isEqualTo("rwx------");
        assertThat(permissions(SERVER.data().resolve("postgres"))).isEqualTo("rwx------");
        assertThat(permissions(SERVER.data().resolve("postgres/cluster"))).isEqualTo("rwx------");
    }

    @Test
    void letsNobodyInWithoutAPassword() {
        for (String user : List.of("postgres", "gatehouse_owner", "gatehouse_app")) {
            String guessed = urls.superuser().replaceAll("//[^@]*@", "//" + user + ":" + user + "@");

            assertThatThrownBy(() -> Rows.of(() -> guessed).connect())
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    @Row("LO-03")
    void givesTheApplicationNoMoreRightsThanItNeeds() {
        assertThat(rows.texts("SELECT rolname FROM pg_roles WHERE rolname LIKE 'gatehouse%'"
                        + " AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)"))
                .isEmpty();
        assertThat(rows.texts("SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
                        + " WHERE r.rolname = 'gatehouse_app'"))
                .isEmpty();
        Rows application = Rows.of(urls::application);
        for (String statement : List.of(
                "UPDATE audit.event SET reason = 'x'",
                "DELETE FROM audit.event",
                "TRUNCATE audit.event",
                "CREATE SCHEMA mine",
                "SELECT pg_read_file('/etc/passwd')")) {
            assertThatThrownBy(() -> application.change(statement)).hasMessageContaining("permission denied");
        }
    }

    @Test
    @Row("CF-01")
    void speaksUtf8InUtcOnLoopbackOnly() {
        assertThat(rows.text("SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(rows.text("SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(rows.text("SHOW server_version")).startsWith("17");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

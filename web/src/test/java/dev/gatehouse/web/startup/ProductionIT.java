package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.ExternalPostgres;
import dev.gatehouse.web.testing.InProduction;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Rows;
import dev.gatehouse.web.testing.SetCookies;
import dev.gatehouse.web.testing.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is different where it counts. */
class ProductionIT extends InProduction {

    @ParameterizedTest
    @Row("AZ-10")
    @ValueSource(
            strings = {
                "/dev/mail",
                "/api/dev/mail",
                "/api/dev/mail/",
                "/openapi",
                "/openapi/",
                "/docs",
                "/docs/",
                "/openapi/application.wadl"
            })
    void hasNothingThatOnlyDevelopmentHas(String path) {
        assertThat(call("GET", path).send().status()).isEqualTo(404);
        assertThat(call("DELETE", path).send().status()).isIn(404, 405, 415);
    }

    @ParameterizedTest
    @Row("WB-10")
    @ValueSource(strings = {"localhost", "127.0.0.1", "evil.example", "accounts.example.org.evil.example"})
    void answersToItsPublicNameOnly(String host) {
        for (String path : List.of("/", "/login", "/api/account", "/healthx", "/health/../api/account")) {
            Answer answer = new Wire(server.port()).bare("GET " + path + " HTTP/1.1", "Host: " + host);

            answer.isProblem(421, "misdirected_request");
        }
        assertThat(server.api().get("/health/live").header("Host", host).send().status())
                .isEqualTo(200);
    }

    @Test
    @Row("WB-01")
    void refusesFormsAndCallsFromOtherOrigins() {
        for (String origin : List.of("https://evil.example", "http://" + HOST, "http://localhost:" + server.port())) {
            call("POST", "/api/auth/login")
                    .header("Origin", origin)
                    .json("email", "ada@example.net", "password", People.PASSWORD)
                    .send()
                    .isProblem(403, "csrf_failed");
        }
    }

    @Test
    void keepsTheDocumentationsOwnFilesClosedToo() throws IOException {
        Properties swagger = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            swagger.load(in);
        }
        String file = "/webjars/swagger-ui/" + swagger.getProperty("version") + "/swagger-ui.css";

        assertThat(getClass().getResource("/META-INF/resources" + file)).isNotNull();
        assertThat(call("GET", file).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host", "X-Forwarded-Proto"})
    void showsMetricsToNobodyBehindTheProxy(String header) {
        call("GET", "/metrics").header(header, "192.0.2.1").send().isProblem(401, "unauthenticated");
    }

    @Test
    void believesNoForwardedAddressFromJustAnyone() throws Exception {
        String id = "forwarded-" + UUID.randomUUID();

        call("POST", "/api/auth/login")
                .header("X-Forwarded-For", "192.0.2.1")
                .header("Forwarded", "for=192.0.2.1")
                .header("X-Request-Id", id)
                .json("email", "ada@example.net", "password", "Wrong-Horse-42")
                .send()
                .isProblem(401, "invalid_credentials");

        assertThat(rows.text(
                        "SELECT ip_address FROM audit.personal_data p JOIN audit.event e ON e.id = p.event_id"
                                + " WHERE request_id = ?",
                        id))
                .isNotEqualTo("192.0.2.1");
    }

    @Test
    @Row("TH-03")
    void warnsOnceOfAProxyThatNobodyHasNamed() {
        for (int client = 1; client <= 3; client++) {
            call("GET", "/health/live")
                    .header("X-Forwarded-For", "198.51.100." + client)
                    .send();
        }

        List<String> warnings = server.log()
                .lines()
                .filter(line -> line.contains("TRUSTED_PROXIES"))
                .toList();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains(" WARNING ", "127.0.0.1 sends X-Forwarded-For");
        assertThat(server.log()).doesNotContain("198.51.100.");
    }

    @Test
    @Row("LO-03")
    void letsTheApplicationsRoleChangeNothingThatHasHappened() {
        Rows application = Rows.of(() -> ExternalPostgres.application(databasePort));

        for (String statement : List.of(
                "UPDATE audit.event SET reason = 'x'",
                "DELETE FROM audit.event",
                "TRUNCATE audit.event",
                "UPDATE audit.personal_data SET email = 'x'",
                "TRUNCATE audit.personal_data",
                "DROP TABLE audit.event",
                "ALTER TABLE audit.event DISABLE TRIGGER ALL",
                "ALTER TABLE audit.event DISABLE TRIGGER append_only",
                "ALTER TABLE audit.event DROP COLUMN reason",
                "ALTER TABLE audit.event OWNER TO gatehouse_app",
                "DROP TRIGGER append_only ON audit.event",
                "DROP FUNCTION audit.refuse_change() CASCADE",
                "DROP SCHEMA audit CASCADE",
                "CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE sql AS ''",
                "CREATE RULE quiet AS ON INSERT TO audit.event DO INSTEAD NOTHING",
                "CREATE TABLE audit.mine (x int)",
                "SET session_replication_role = replica",
                "MERGE INTO audit.event e USING audit.event o ON e.id = o.id WHEN MATCHED THEN DELETE",
                "INSERT INTO audit.event (id, category, type, outcome, actor_type)"
                        + " SELECT id, category, type, outcome, actor_type FROM audit.event LIMIT 1"
                        + " ON CONFLICT (id) DO UPDATE SET reason = 'x'",
                "CREATE SCHEMA mine",
                "CREATE TABLE public.mine (x int)",
                "SET ROLE gatehouse_owner")) {
            refused(application, statement, "42501");
        }
    }

    @Test
    @Row("LO-03")
    void refusesEvenTheOwnerToChangeWhatHasHappened() {
        Rows owner = Rows.of(() -> ExternalPostgres.owner(databasePort));

        refused(owner, "UPDATE audit.event SET reason = 'x'", "42501");
        refused(owner, "DELETE FROM audit.event", "42501");
        refused(owner, "TRUNCATE audit.event CASCADE", "42501");
    }

    @Test
    void servesUnderARoleThatIsNeitherOwnerNorSuperuser() {
        assertThat(rows.texts("SELECT DISTINCT usename FROM pg_stat_activity WHERE application_name = 'gatehouse'"))
                .containsExactly("gatehouse_app");
        assertThat(rows.texts("SELECT DISTINCT tableowner FROM pg_tables"
                        + " WHERE schemaname IN ('audit', 'auth', 'session', 'storage')"))
                .containsExactly("gatehouse_owner");
    }

    @Test
    @Row("WB-07")
    void promisesHttpsForAYear() {
        for (String path : List.of("/", "/api/account", "/health")) {
            assertThat(call("GET", path).send().header("Strict-Transport-Security"))
                    .hasValue("max-age=31536000; includeSubDomains");
        }
    }

    @Test
    @Row({"RC-02", "TK-13"})
    void sendsRealMailAndSignsIn() throws Exception {
        String address = "ada-" + UUID.randomUUID() + "@example.net";
        call("POST", "/api/auth/signup")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "http")
                .header("Forwarded", "host=evil.example;proto=http")
                .header("X-Original-Host", "evil.example")
                .header("X-HTTP-Host-Override", "evil.example")
                .json(
                        "email",
                        address,
                        "password",
                        People.PASSWORD,
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "acceptTerms",
                        true)
                .send()
                .hasStatus(202);

        String token = received(address).token();

        call("POST", "/api/auth/verify-email")
                .json("token", token, "password", People.PASSWORD)
                .send()
                .hasStatus(200);
        Answer signIn = call("POST", "/api/auth/login?mode=cookie")
                .json("email", address, "password", People.PASSWORD)
                .send()
                .hasStatus(200);
        SetCookies.areLocked(signIn, true);
        Browser browser = new Browser(ProductionIT::call);
        SetCookies.areLocked(browser.get("/login"), true);
        SetCookies.areLocked(browser.signIn(address, People.PASSWORD).hasStatus(303), true);
        String session = signIn.cookie("__Host-gatehouse_session").orElseThrow();
        call("GET", "/api/account")
                .header("Cookie", "__Host-gatehouse_session=" + session)
                .send()
                .hasStatus(200);
        call("GET", "/api/account")
                .header("Cookie", "gatehouse_session=" + session)
                .send()
                .isProblem(401, "unauthenticated");
    }

    @Test
    void forgetsABodyOnceItsMailHasGone() throws Exception {
        String address = "bob-" + UUID.randomUUID() + "@example.net";
        call("POST", "/api/auth/signup")
                .json("email", address, "password", People.PASSWORD, "name", "Bob B", "acceptTerms", true)
                .send()
                .hasStatus(202);
        received(address);

        Patience.until(
                "the outbox knows that the mail has gone",
                Duration.ofSeconds(10),
                () -> rows.number(
                                "SELECT count(*) FROM auth.mail_outbox"
                                        + " WHERE recipient = ? AND state = 'sent' AND body_encrypted IS NULL",
                                address)
                        == 1);
    }

    private static void refused(Rows role, String statement, String state) {
        assertThatThrownBy(() -> role.change(statement))
                .as(statement)
                .hasCauseInstanceOf(SQLException.class)
                .cause()
                .extracting(cause -> ((SQLException) cause).getSQLState())
                .isEqualTo(state);
    }
}

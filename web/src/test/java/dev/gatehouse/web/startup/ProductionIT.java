package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api.Call;
import dev.gatehouse.web.testing.ExternalPostgres;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.PageVisitor;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.ReceivedMail;
import dev.gatehouse.web.testing.Rows;
import dev.gatehouse.web.testing.SetCookies;
import dev.gatehouse.web.testing.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server as it runs in earnest: a database of its own, two roles, real mail, behind a proxy that ends TLS. */
class ProductionIT {

    private static final String HOST = "accounts.example.org";
    private static final String KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

    private static int databasePort;
    private static ExternalPostgres postgres;
    private static GreenMail mail;
    private static GatehouseProcess server;
    private static Rows rows;

    @BeforeAll
    static void start() {
        databasePort = GatehouseProcess.freePort();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        server = GatehouseProcess.launched(
                "production",
                GatehouseProcess.freePort(),
                Map.of(
                        "ENVIRONMENT",
                        "production",
                        "PUBLIC_URL",
                        "https://" + HOST,
                        "DATABASE_URL",
                        ExternalPostgres.application(databasePort),
                        "DATABASE_OWNER_URL",
                        ExternalPostgres.owner(databasePort),
                        "ENCRYPTION_KEY",
                        KEY,
                        "SMTP_URL",
                        "smtp://127.0.0.1:" + mail.getSmtp().getPort(),
                        "GATEHOUSE_DATA",
                        GatehouseProcess.freshData("production").toString()));
        // The server comes first: it is to wait for its database.
        Patience.until(
                "a waiting server", Duration.ofSeconds(60), () -> server.log().contains("Waiting up to 60 s"));
        postgres = ExternalPostgres.startedOn(databasePort);
        server.awaitReady();
        rows = Rows.of(postgres::superuser);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        mail.stop();
        if (postgres != null) {
            postgres.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/mail",
                "/api/dev/mail",
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
                "DELETE FROM auth.account",
                "CREATE SCHEMA mine",
                "CREATE TABLE public.mine (x int)",
                "SET ROLE gatehouse_owner")) {
            refused(application, statement, "42501");
        }
    }

    @Test
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
        PageVisitor browser = new PageVisitor(ProductionIT::call);
        SetCookies.areLocked(browser.open("/login"), true);
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

    private static ReceivedMail received(String address) {
        return ReceivedMail.at(mail, address).isWellFormed("https://" + HOST);
    }

    private static void refused(Rows role, String statement, String state) {
        assertThatThrownBy(() -> role.change(statement))
                .as(statement)
                .hasCauseInstanceOf(SQLException.class)
                .cause()
                .extracting(cause -> ((SQLException) cause).getSQLState())
                .isEqualTo(state);
    }

    private static Call call(String method, String path) {
        return server.api().call(method, path).header("Host", HOST);
    }
}

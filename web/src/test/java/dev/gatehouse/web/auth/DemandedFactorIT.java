package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Rows;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server that lets its users in with a second factor only, and then one that asks nobody for it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemandedFactorIT {

    private static int port;
    private static Path data;
    private static GatehouseProcess server;
    private static Api api;
    private static People people;
    private static Rows rows;
    private static String enrolled;

    @BeforeAll
    static void start() {
        port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("demanded");
        serve("demanded", "TWO_FACTOR_REQUIRED_FOR", "client");
    }

    private static void serve(String name, String variable, String value) {
        Map<String, String> environment = new HashMap<>(GatehouseProcess.development(port, data));
        environment.put(variable, value);
        environment.put("USER_TYPES", "client,partner");
        server = GatehouseProcess.serving(name, port, environment);
        api = server.api();
        people = People.of(api);
        rows = Rows.of(() -> ConnectionUrls.in(data).superuser());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    @Row("MF-08")
    void opensTheEnrolmentOnly() {
        String email = people.verified();
        Answer refused = logIn(email).isProblem(403, "two_factor_setup_required");
        String token = refused.text("enrolmentToken");

        assertThat(refused.header("Cache-Control")).hasValue("no-store");
        for (String path : List.of("/api/account", "/api/auth/sessions", "/api/account/activity", "/api/files/usage")) {
            api.get(path).bearer(token).send().isProblem(401, "unauthenticated");
        }
        for (String path : List.of("/api/account/recovery-codes", "/api/auth/logout", "/api/auth/logout-all")) {
            api.post(path).bearer(token).send().isProblem(401, "unauthenticated");
        }
        api.delete("/api/account/totp")
                .bearer(token)
                .json("code", "123456")
                .send()
                .isProblem(401, "unauthenticated");
        api.call("PUT", "/api/account/email-otp")
                .bearer(token)
                .json("enabled", true)
                .send()
                .isProblem(401, "unauthenticated");
        api.post("/api/auth/refresh").json("refreshToken", token).send().isProblem(401, "refresh_token_invalid");
        verify(token, "123456").isProblem(401, "challenge_expired");
        api.post("/api/account/totp")
                .header("User-Agent", "another program")
                .bearer(token)
                .send()
                .isProblem(401, "unauthenticated");
        assertThat(sessionsOf(email)).isZero();
    }

    @Test
    @Order(2)
    @Row("MF-08")
    void letsInWithTheFactorThatWasSetUp() {
        enrolled = people.verified();
        String token = logIn(enrolled).text("enrolmentToken");
        Authenticator app = new Authenticator(api.post("/api/account/totp")
                .bearer(token)
                .send()
                .hasStatus(200)
                .text("secret"));
        confirm(token, app.wrongCode()).isProblem(403, "invalid_code");
        Answer codes = confirm(token, app.code()).hasStatus(200);
        assertThat(codes.json().getJsonArray("recoveryCodes")).hasSize(10);

        assertThat(sessionsOf(enrolled)).isZero();
        api.post("/api/account/totp").bearer(token).send().isProblem(401, "unauthenticated");
        String challenge = logIn(enrolled).hasStatus(200).text("challengeToken");
        People.SignedIn ada = People.signedIn(verify(challenge, app.code(1)).hasStatus(200));
        // Nobody gets below what is demanded.
        rows.change("UPDATE auth.totp SET last_step = 0");
        api.delete("/api/account/totp")
                .bearer(ada.accessToken())
                .json("code", app.code())
                .send()
                .isProblem(409, "conflict");
        verify(logIn(enrolled).text("challengeToken"), app.code()).hasStatus(200);
    }

    @Test
    @Order(2)
    @Row("MF-08")
    void leadsABrowserThroughTheEnrolment() {
        String email = people.verified();
        Browser browser = new Browser(api);
        assertThat(browser.signIn(email, People.PASSWORD).hasStatus(303).header("Location"))
                .hasValue("/enrolment");
        assertThat(browser.cookie("gatehouse_session")).isEmpty();
        for (String page : List.of("/account", "/account/security", "/challenge")) {
            assertThat(browser.get(page).hasStatus(303).header("Location").orElseThrow())
                    .startsWith("/login");
        }

        String shown = browser.submit("/enrolment", "totpBegin").hasStatus(200).text();
        int start = shown.indexOf("id=\"secret\">") + 12;
        Authenticator app = new Authenticator(shown.substring(start, shown.indexOf('<', start)));
        Browser.Form form = browser.formIn("/enrolment", shown, "totpConfirm");
        browser.send(form.with("code", app.wrongCode())).hasStatus(400);
        assertThat(browser.send(form.with("code", app.code())).hasStatus(200).text())
                .contains("id=\"recoveryCodes\"");
        assertThat(browser.cookie("gatehouse_enrolment")).isEmpty();
        browser.get("/account").hasStatus(303);

        browser.signIn(email, People.PASSWORD).hasStatus(303);
        browser.submit("/challenge", "challenge", "code", app.code(1)).hasStatus(303);
        browser.get("/account").hasStatus(200);
    }

    @Test
    @Order(3)
    void asksNobodyWhileTheyAreSwitchedOffAndSaysSoAtEveryStart() {
        server.stop();
        serve("roll-back", "TWO_FACTOR", "off");
        String rollBacks = "SELECT count(*) FROM audit.event WHERE type = 'security.suspicious_activity'"
                + " AND reason = 'two_factor_off' AND actor_type = 'system'";
        assertThat(rows.number(rollBacks)).isOne();
        people.signIn(enrolled);

        server.stop();
        serve("roll-back-again", "TWO_FACTOR", "off");
        assertThat(rows.number(rollBacks)).isEqualTo(2);
    }

    private static Answer logIn(String email) {
        return people.logIn(email, People.PASSWORD);
    }

    private static Answer verify(String token, String code) {
        return api.post("/api/auth/verify-2fa")
                .json("challengeToken", token, "code", code)
                .send();
    }

    private static Answer confirm(String token, String code) {
        return api.post("/api/account/totp/confirm")
                .bearer(token)
                .json("code", code)
                .send();
    }

    private static long sessionsOf(String email) {
        return rows.number("SELECT count(*) FROM session.session WHERE account_id = ?", rows.account(email));
    }
}

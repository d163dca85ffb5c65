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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that has begun to demand a second factor of its clients: their sessions are older than that. */
class LateDemandIT {

    private static int port;
    private static Path data;
    private static GatehouseProcess server;
    private static Api api;
    private static People people;
    private static Rows rows;
    private static People.SignedIn early;
    private static Browser earlyBrowser;

    @BeforeAll
    static void demandItAfterTheFirstHaveSignedIn() {
        port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("late-demand");
        serve("before-the-demand", "none");
        early = people.signedIn();
        earlyBrowser = Browser.signedIn(api, early.email());
        server.stop();
        serve("after-the-demand", "client");
    }

    private static void serve(String name, String demandedOf) {
        Map<String, String> environment = new HashMap<>(GatehouseProcess.development(port, data));
        environment.put("TWO_FACTOR_REQUIRED_FOR", demandedOf);
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
    @Row({"MF-08", "MF-02"})
    void refusesSessionsFromBeforeTheRestart() {
        Answer refused = refresh(early).isProblem(403, "two_factor_setup_required");

        assertThat(refused.header("Cache-Control")).hasValue("no-store");
        assertThat(earlyBrowser.get("/account").hasStatus(303).header("Location"))
                .hasValue("/enrolment");
        assertThat(earlyBrowser.get("/account").hasStatus(303).header("Location"))
                .hasValueSatisfying(page -> assertThat(page).startsWith("/login"));
    }

    @Test
    @Row("MF-08")
    void endsTheSessionOfWhoHasBecomeAClientAndOpensTheEnrolmentOnly() {
        People.SignedIn ada = becomeAClient(partner());
        String token = refresh(ada).isProblem(403, "two_factor_setup_required").text("enrolmentToken");

        refresh(ada).isProblem(401, "refresh_token_invalid");
        api.get("/api/account").bearer(ada.accessToken()).send().isProblem(401, "unauthenticated");
        api.get("/api/account").bearer(token).send().isProblem(401, "unauthenticated");
        assertThat(rows.text("SELECT revoked_reason FROM session.session WHERE id = ?", ada.session()))
                .isEqualTo("second_factor_demanded");
        assertThat(rows.texts(
                        "SELECT type || ' ' || actor_type FROM audit.event WHERE session_id = ? AND reason = ?",
                        ada.session(),
                        "second_factor_demanded"))
                .containsExactly("session.revoked system");

        Authenticator app = new Authenticator(api.post("/api/account/totp")
                .bearer(token)
                .send()
                .hasStatus(200)
                .text("secret"));
        api.post("/api/account/totp/confirm")
                .bearer(token)
                .json("code", app.code())
                .send()
                .hasStatus(200);
        assertThat(people.logIn(ada.email(), People.PASSWORD).hasStatus(200).json())
                .containsKey("challengeToken");
    }

    @Test
    @Row({"MF-08", "MF-07", "AZ-06"})
    void lestAStolenTokenChooseTheFactorAsksForThePasswordOfAnOldSession() {
        People.SignedIn ada = partner();
        Browser browser = Browser.signedIn(api, ada.email());
        becomeAClient(ada);
        rows.change(
                "UPDATE session.session SET authenticated_at = authenticated_at - interval '6 minutes'"
                        + " WHERE account_id = ?",
                ada.id());

        assertThat(refresh(ada).isProblem(401, "refresh_token_invalid").json()).doesNotContainKey("enrolmentToken");
        api.get("/api/account").bearer(ada.accessToken()).send().isProblem(401, "unauthenticated");
        assertThat(browser.get("/account/security").hasStatus(303).header("Location"))
                .hasValue("/login?returnTo=/account/security");
        assertThat(browser.cookie("gatehouse_enrolment")).isEmpty();
        people.logIn(ada.email(), People.PASSWORD).isProblem(403, "two_factor_setup_required");
    }

    @Test
    @Row("MF-08")
    void leadsAPageSessionToTheEnrolment() {
        People.SignedIn ada = partner();
        Browser browser = Browser.signedIn(api, ada.email());
        Browser.Form form = browser.form("/account", "signOut");
        becomeAClient(ada);

        // To a public page its owner is a stranger, and nothing has happened yet.
        assertThat(browser.get("/").hasStatus(200).text()).doesNotContain("id=\"signOut\"");
        assertThat(browser.get("/account/sessions").hasStatus(303).header("Location"))
                .hasValue("/enrolment");
        browser.get("/enrolment").hasStatus(200);
        browser.submit("/enrolment", "totpBegin").hasStatus(200);
        assertThat(rows.number(
                        "SELECT count(*) FROM session.session WHERE account_id = ? AND revoked_at IS NULL"
                                + " AND page_token_hash IS NOT NULL",
                        ada.id()))
                .isZero();
        browser.send(form).hasStatus(303);
    }

    @Test
    @Row("MF-08")
    void answersTheApiCallsOfAPageSessionAsASignInWould() {
        People.SignedIn ada = partner();
        Browser browser = Browser.signedIn(api, ada.email());
        becomeAClient(ada);

        String token = browser.send(api.get("/api/account"))
                .isProblem(403, "two_factor_setup_required")
                .text("enrolmentToken");
        browser.send(api.get("/api/account")).isProblem(401, "unauthenticated");
        browser.send(api.post("/api/account/totp").bearer(token)).hasStatus(200);
    }

    @Test
    void letsWhoHasAFactorGoOn() {
        People.SignedIn ada = partner();
        Authenticator app = new Authenticator(api.post("/api/account/totp")
                .bearer(ada.accessToken())
                .send()
                .hasStatus(200)
                .text("secret"));
        api.post("/api/account/totp/confirm")
                .bearer(ada.accessToken())
                .json("code", app.code())
                .send()
                .hasStatus(200);
        becomeAClient(ada);

        refresh(ada).hasStatus(200);
    }

    /** Of partners nothing is demanded. */
    private static People.SignedIn partner() {
        String email = people.verified();
        rows.change("UPDATE auth.account SET user_type = 'partner' WHERE email = ?", email);
        return people.signIn(email);
    }

    private static People.SignedIn becomeAClient(People.SignedIn who) {
        rows.change("UPDATE auth.account SET user_type = 'client' WHERE id = ?", who.id());
        return who;
    }

    private static Answer refresh(People.SignedIn who) {
        return api.post("/api/auth/refresh")
                .json("refreshToken", who.refreshToken())
                .send();
    }
}

package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Member;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Between the password and the session stands a code. */
class SecondStepIT extends OverHttp {

    private final Member ada = people.member(rows).withApp();

    @Test
    @Row("MF-01")
    void openNothingWithThePasswordAlone() {
        Answer login = ada.logIn().hasStatus(200);
        String challenge = login.text("challengeToken");

        assertThat(login.json().keySet()).containsOnly("requires2fa", "challengeToken", "methods", "expiresIn");
        assertThat(login.json().getBoolean("requires2fa")).isTrue();
        assertThat(login.json().getJsonArray("methods").toString()).isEqualTo("[\"totp\",\"recovery\"]");
        assertThat(login.json().getInt("expiresIn")).isEqualTo(300);
        assertThat(login.cookie("gatehouse_session")).isEmpty();
        assertThat(login.header("Cache-Control")).hasValue("no-store");
        for (String path : List.of("/api/account", "/api/auth/sessions", "/api/account/activity", "/api/files/usage")) {
            api.get(path).bearer(challenge).send().isProblem(401, "unauthenticated");
        }
        for (String path : List.of("/api/account/totp", "/api/account/recovery-codes", "/api/auth/logout")) {
            api.post(path).bearer(challenge).send().isProblem(401, "unauthenticated");
        }
        api.post("/api/auth/refresh").json("refreshToken", challenge).send().isProblem(401, "refresh_token_invalid");
        new Browser(api)
                .holding("gatehouse_session", challenge)
                .get("/api/account")
                .isProblem(401, "unauthenticated");
        assertThat(liveSessions()).isOne();
    }

    @Test
    @Row("MF-01")
    void openNoPageWithThePasswordAlone() {
        Browser browser = new Browser(api);
        Answer login = browser.signIn(ada.email(), People.PASSWORD).hasStatus(303);

        assertThat(login.header("Location")).hasValue("/challenge?returnTo=/account");
        assertThat(login.cookieLine("gatehouse_challenge").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=300", "Path=/");
        String token = browser.cookie("gatehouse_challenge").orElseThrow();
        assertThat(browser.cookie("gatehouse_session")).isEmpty();
        assertThat(browser.get("/challenge").hasStatus(200).text()).doesNotContain(token);
        for (String page : List.of("/account", "/account/security", "/account/sessions", "/account/activity")) {
            assertThat(browser.get(page).hasStatus(303).header("Location").orElseThrow())
                    .startsWith("/login");
        }
        assertThat(browser.get("/enrolment").hasStatus(303).header("Location").orElseThrow())
                .startsWith("/login");
        assertThat(liveSessions()).isOne();
    }

    @Test
    @Row("MF-02")
    void askOnEveryWayIn() {
        SignedIn other = people.signedIn();
        Member eve = new Member(api, mailbox, rows, other);
        SignedIn before = people.signIn(eve.email());
        eve.withApp();

        // Sessions from before do not outlive the change, so that no refresh leads around it.
        api.post("/api/auth/refresh")
                .json("refreshToken", before.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        assertThat(eve.logIn().json().getBoolean("requires2fa")).isTrue();
        Answer cookieMode = api.post("/api/auth/login?mode=cookie")
                .json("email", eve.email(), "password", People.PASSWORD)
                .send()
                .hasStatus(200);
        assertThat(cookieMode.json().getBoolean("requires2fa")).isTrue();
        assertThat(cookieMode.cookie("gatehouse_session")).isEmpty();
        Browser browser = new Browser(api);
        browser.signIn(eve.email(), People.PASSWORD).hasStatus(303);
        assertThat(browser.cookie("gatehouse_session")).isEmpty();
    }

    @Test
    @Row("MF-02")
    void signInNobodyWhoProvesAnAddress() {
        String email = people.signedUp();
        assertThat(people.verify(email, People.PASSWORD).hasStatus(200).json().keySet())
                .containsOnly("status");

        String another = people.address();
        Browser browser = new Browser(api);
        browser.send(browser.signUp(another)).hasStatus(303);
        browser.submit("/verify?token=" + mailbox.newestTo(another).token(), "verify")
                .hasStatus(303);
        assertThat(browser.cookie("gatehouse_session")).isEmpty();
    }

    @Test
    @Row("MF-06")
    void tieAChallengeToWhoeverOpenedIt() {
        Member eve = people.member(rows).withApp();

        ada.verify(ada.challenge(), eve.app.code()).isProblem(401, "invalid_code");
        ada.verify(eve.challenge(), ada.app.code()).isProblem(401, "invalid_code");
        api.post("/api/auth/verify-2fa")
                .header("User-Agent", "another program")
                .json("challengeToken", ada.challenge(), "code", ada.app.code())
                .send()
                .isProblem(401, "challenge_expired");

        Browser adas = new Browser(api);
        adas.signIn(ada.email(), People.PASSWORD);
        String stolen = adas.cookie("gatehouse_challenge").orElseThrow();
        Browser eves = new Browser(api).holding("gatehouse_challenge", stolen);
        assertThat(eves.get("/challenge").hasStatus(303).header("Location").orElseThrow())
                .startsWith("/login");
        ada.verify(stolen, ada.app.code()).isProblem(401, "challenge_expired");
        assertThat(adas.submit("/challenge", "challenge", "code", ada.app.code())
                        .hasStatus(303)
                        .header("Location"))
                .hasValue("/account");
    }

    @Test
    void waitFiveMinutesForTheCodeAndNotLonger() {
        String challenge = ada.challenge();
        rows.change(
                "UPDATE auth.challenge SET created_at = created_at - interval '301 s',"
                        + " expires_at = expires_at - interval '301 s' WHERE holder_id = ?",
                ada.id());

        ada.verify(challenge, ada.app.code()).isProblem(401, "challenge_expired");
    }

    @Test
    void endWhatIsPendingWithALogout() {
        SignedIn session = ada.signedIn();
        ada.forgetSteps();
        String challenge = ada.challenge();
        api.post("/api/auth/logout").bearer(session.accessToken()).send().hasStatus(204);

        ada.verify(challenge, ada.app.code()).isProblem(401, "challenge_expired");
    }

    @Test
    @Row("R-24")
    void startNoSessionForAnAccountThatWasClosedMeanwhile() {
        String challenge = ada.challenge();
        rows.change("UPDATE auth.account SET disabled_at = now(), disabled_reason = 'test' WHERE id = ?", ada.id());

        ada.verify(challenge, ada.app.code()).isProblem(401, "challenge_expired");
        rows.change("UPDATE auth.account SET disabled_at = NULL, disabled_reason = NULL WHERE id = ?", ada.id());
    }

    @Test
    void answerTokensOrTheCookieAsIsWanted() {
        Answer tokens = ada.verify(ada.challenge(), ada.app.code()).hasStatus(200);
        assertThat(tokens.json().getJsonObject("user").getBoolean("twoFactorEnabled"))
                .isTrue();
        assertThat(tokens.header("Cache-Control")).hasValue("no-store");

        ada.forgetSteps();
        Browser browser = new Browser(api);
        String challenge = browser.send(
                        api.post("/api/auth/login?mode=cookie").json("email", ada.email(), "password", People.PASSWORD))
                .text("challengeToken");
        Answer cookie = browser.send(api.post("/api/auth/verify-2fa?mode=cookie")
                        .json("challengeToken", challenge, "code", ada.app.code()))
                .hasStatus(200);
        assertThat(cookie.json().keySet()).containsOnly("user");
        browser.get("/account").hasStatus(200);
    }

    @Test
    void goOnToWhereTheVisitorWanted() {
        Browser browser = new Browser(api);
        browser.submit(
                "/login?returnTo=/account/activity", "signIn", "email", ada.email(), "password", People.PASSWORD);

        Answer done = browser.submit("/challenge?returnTo=/account/activity", "challenge", "code", ada.app.code());
        assertThat(done.hasStatus(303).header("Location")).hasValue("/account/activity");
        assertThat(browser.cookie("gatehouse_challenge")).isEmpty();
        browser.get("/account/activity").hasStatus(200);
        browser.get("/challenge?returnTo=https://evil.example").hasStatus(400);
    }

    private long liveSessions() {
        return rows.number(
                "SELECT count(*) FROM session.session WHERE account_id = ? AND revoked_at IS NULL", ada.id());
    }
}

package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is sensitive needs a proof that is younger than five minutes. */
class ReauthenticationIT extends OverHttp {

    private static final String RECOVERY_CODE = "0123456789ABCDEFGHJKMNPQRS";

    @Test
    @Row("AZ-06")
    void isAskedForOnceTheSignInIsFiveMinutesOld() {
        SignedIn ada = people.signedIn();
        moveEmail(ada, null).hasStatus(202);
        age(ada.session());

        moveEmail(ada, null).isProblem(403, "fresh_login_required");
        moveEmail(ada, "Wrong-Horse-42").isProblem(403, "invalid_credentials");
        moveEmail(ada, "").isProblem(403, "invalid_credentials");
        moveEmail(ada, People.PASSWORD).hasStatus(202);
        moveEmail(ada, null).isProblem(403, "fresh_login_required");

        reauthenticate(ada, "password", "Wrong-Horse-42").isProblem(403, "invalid_credentials");
        reauthenticate(ada, "code", "000000").isProblem(403, "invalid_code");
        reauthenticate(ada, "x", "y").isProblem(400, "validation_failed").names("password");
        moveEmail(ada, null).isProblem(403, "fresh_login_required");
        reauthenticate(ada, "password", People.PASSWORD).hasStatus(204);
        moveEmail(ada, null).hasStatus(202);
        api.post("/api/auth/reauthenticate")
                .json("password", People.PASSWORD)
                .send()
                .isProblem(401, "unauthenticated");
    }

    @Test
    @Row("AZ-06")
    void isNotGivenByAFreshSessionItself() {
        SignedIn ada = people.signedIn();
        rows.change(
                "UPDATE session.session SET authenticated_at = now() - interval '4 minutes 50 seconds' WHERE id = ?",
                ada.session());
        String before = authenticatedAt(ada.session());

        api.post("/api/auth/reauthenticate")
                .bearer(ada.accessToken())
                .body("{}")
                .send()
                .isProblem(400, "validation_failed");
        reauthenticate(ada, "password", null).isProblem(400, "validation_failed");
        reauthenticate(ada, "code", "").isProblem(400, "validation_failed");

        assertThat(authenticatedAt(ada.session())).isEqualTo(before);
    }

    @Test
    @Row("AZ-06")
    void takesARecoveryCodeOnce() {
        SignedIn ada = people.signedIn();
        SignedIn eve = people.signedIn();
        give(ada.id());
        age(ada.session());

        reauthenticate(eve, "code", RECOVERY_CODE).isProblem(403, "invalid_code");
        reauthenticate(ada, "code", RECOVERY_CODE).hasStatus(204);
        moveEmail(ada, null).hasStatus(202);
        reauthenticate(ada, "code", RECOVERY_CODE).isProblem(403, "invalid_code");
    }

    @Test
    @Row("TH-01")
    void countsWrongCodesAndPasswordsTogether() {
        SignedIn ada = people.signedIn();
        for (int wrong = 0; wrong < 5; wrong++) {
            String kind = wrong % 2 == 0 ? "code" : "password";
            assertThat(reauthenticate(ada, kind, "12345" + wrong).status()).isEqualTo(403);
        }

        reauthenticate(ada, "code", "123456").isProblem(429, "too_many_attempts");
        reauthenticate(ada, "password", People.PASSWORD).isProblem(429, "too_many_attempts");
        people.logIn(ada.email(), People.PASSWORD).isProblem(429, "too_many_attempts");
    }

    @Test
    @Row("TK-09")
    void givesAPageSessionAnotherCookieAndKeepsItsId() {
        Browser browser = Browser.signedIn(api, people.verified());
        String before = browser.cookie("gatehouse_session").orElseThrow();
        Browser thief = new Browser(api).holding("gatehouse_session", before);
        thief.get("/account").hasStatus(200);
        String session = currentSession(browser);

        browser.submit("/account/reauthenticate", "reauthenticate", "password", People.PASSWORD)
                .hasStatus(303);

        assertThat(browser.cookie("gatehouse_session")).isPresent().isNotEqualTo(java.util.Optional.of(before));
        browser.get("/account").hasStatus(200);
        assertThat(currentSession(browser)).isEqualTo(session);
        assertThat(thief.get("/account").status()).isEqualTo(303);
    }

    @Test
    @Row("TK-09")
    void givesACookieOfTheApiAnotherValueToo() {
        Browser browser = Browser.signedIn(api, people.verified());
        String before = browser.cookie("gatehouse_session").orElseThrow();

        browser.send(api.post("/api/auth/reauthenticate")
                        .header("X-CSRF-Token", browser.cookie("gatehouse_csrf").orElseThrow())
                        .json("password", People.PASSWORD))
                .hasStatus(204);

        assertThat(browser.cookie("gatehouse_session").orElseThrow()).isNotEqualTo(before);
        browser.get("/api/account").hasStatus(200);
        new Browser(api)
                .holding("gatehouse_session", before)
                .get("/api/account")
                .isProblem(401, "unauthenticated");
    }

    @Test
    @Row("AZ-06")
    void isAskedForOnThePageToo() {
        String email = people.verified();
        Browser browser = Browser.signedIn(api, email);
        assertThat(browser.get("/account/security").text()).doesNotContain("emailPassword");
        rows.change(
                "UPDATE session.session SET authenticated_at = authenticated_at - interval '6 minutes' WHERE account_id = ?",
                rows.account(email));

        browser.submit("/account/security", "changeEmail", "newEmail", people.address())
                .hasStatus(400);
        browser.submit(
                        "/account/security",
                        "changeEmail",
                        "newEmail",
                        people.address(),
                        "emailPassword",
                        "Wrong-Horse-42")
                .hasStatus(400);
        assertThat(rows.eventsAbout(rows.account(email))).doesNotContain("account.email_changed");
        assertThat(rows.number(
                        "SELECT count(*) FROM auth.one_time_token WHERE account_id = ? AND purpose = 'confirm_email'",
                        rows.account(email)))
                .isZero();
        Answer back = browser.submit(
                        "/account/reauthenticate?returnTo=/account/sessions",
                        "reauthenticate",
                        "password",
                        People.PASSWORD)
                .hasStatus(303);
        assertThat(back.header("Location")).hasValue("/account/sessions");
        browser.submit("/account/security", "changeEmail", "newEmail", people.address())
                .hasStatus(303);
        assertThat(browser.get("/account/reauthenticate?returnTo=//evil.example")
                        .status())
                .isEqualTo(400);
    }

    private static String currentSession(Browser browser) {
        return browser.get("/api/auth/sessions").hasStatus(200).json().getJsonArray("sessions").stream()
                .map(jakarta.json.JsonValue::asJsonObject)
                .filter(session -> session.getBoolean("isCurrent"))
                .map(session -> session.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    private Answer moveEmail(SignedIn person, String password) {
        return api.post("/api/account/email")
                .bearer(person.accessToken())
                .json(
                        password == null
                                ? new Object[] {"newEmail", people.address()}
                                : new Object[] {"newEmail", people.address(), "password", password})
                .send();
    }

    private Answer reauthenticate(SignedIn person, String field, String value) {
        return api.post("/api/auth/reauthenticate")
                .bearer(person.accessToken())
                .json(field, value)
                .send();
    }

    private void age(UUID session) {
        rows.change(
                "UPDATE session.session SET authenticated_at = authenticated_at - interval '6 minutes' WHERE id = ?",
                session);
    }

    private String authenticatedAt(UUID session) {
        return rows.text("SELECT authenticated_at FROM session.session WHERE id = ?", session);
    }

    private void give(UUID account) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(RECOVERY_CODE.getBytes(StandardCharsets.US_ASCII));
            rows.change(
                    "INSERT INTO auth.recovery_code (id, holder_kind, holder_id, code_hash)"
                            + " VALUES (gen_random_uuid(), 'user', ?, ?)",
                    account,
                    hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

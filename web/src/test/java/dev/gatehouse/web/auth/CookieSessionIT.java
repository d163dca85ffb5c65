package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api.Call;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.SetCookies;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Browser clients: the page session's cookie authenticates the API too. */
class CookieSessionIT extends OverHttp {

    @Test
    void setsNoCookieOnARefusal() {
        Answer answer = logIn(people.verified(), "Wrong-Horse-42").isProblem(401, "invalid_credentials");

        assertThat(answer.cookie("gatehouse_session")).isEmpty();
        assertThat(answer.cookie("gatehouse_csrf")).isEmpty();
    }

    @Test
    void refusesUnsafeRequestsWithoutTheToken() {
        Browser ada = browser();

        for (String token : new String[] {null, "", "wrong", ada.session(), other().csrf()}) {
            Call call = api.patch("/api/account").header("Cookie", ada.cookies());
            if (token != null) {
                call.header("X-CSRF-Token", token);
            }
            call.json("firstName", "Eve").send().isProblem(403, "csrf_failed");
        }

        assertThat(firstName(ada)).isEqualTo("Ada");
    }

    @Test
    void recordsARefusalForTheMissingToken() {
        Browser ada = browser();
        String id = "csrf-" + System.nanoTime();

        api.patch("/api/account")
                .header("Cookie", ada.cookies())
                .header("X-Request-Id", id)
                .json("firstName", "Eve")
                .send()
                .isProblem(403, "csrf_failed");

        assertThat(rows.texts("SELECT type || ' ' || reason FROM audit.event WHERE request_id = ?", id))
                .containsExactly("security.csrf_refused header_token");
    }

    @Test
    void refusesUnsafeRequestsWhoseTokenHasNoCookieBesideIt() {
        Browser ada = browser();

        api.post("/api/auth/logout")
                .header("Cookie", "gatehouse_session=" + ada.session())
                .header("X-CSRF-Token", ada.csrf())
                .send()
                .isProblem(403, "csrf_failed");
    }

    @Test
    void refusesCookiesThatNobodyGave() {
        for (String session : new String[] {"x", "A".repeat(43), "'--", "A".repeat(3_000)}) {
            api.get("/api/account")
                    .header("Cookie", "gatehouse_session=" + session)
                    .send()
                    .isProblem(401, "unauthenticated");
        }
    }

    @Test
    void refusesTwoSessionCookies() {
        Browser ada = browser();

        api.get("/api/account")
                .header("Cookie", "gatehouse_session=" + other().session() + "; " + ada.cookies())
                .send()
                .isProblem(401, "unauthenticated");
    }

    @Test
    @Row("TK-04")
    void authenticatesNothingByTheContainersSession() {
        api.get("/api/account")
                .header("Cookie", "JSESSIONID=" + browser().session())
                .send()
                .isProblem(401, "unauthenticated");
    }

    @Test
    @Row("TK-09")
    void neverTakesOverASessionThatWasThereBefore() {
        Browser ada = browser();
        String planted = other().session();

        Answer answer = api.post("/api/auth/login?mode=cookie")
                .header("Cookie", "gatehouse_session=" + planted)
                .json("email", ada.email(), "password", People.PASSWORD)
                .send()
                .hasStatus(200);

        assertThat(answer.cookie("gatehouse_session").orElseThrow()).isNotEqualTo(planted);
    }

    @Test
    @Row("TK-15")
    void answersNoTokens() {
        String address = people.verified();

        Answer answer = logIn(address, People.PASSWORD).hasStatus(200);

        assertThat(answer.json().keySet()).containsExactly("user");
        assertThat(answer.json().getJsonObject("user").getString("email")).isEqualTo(address);
        assertThat(answer.text())
                .doesNotContain("eyJ", answer.cookie("gatehouse_session").orElseThrow());
    }

    @Test
    @Row({"TK-13", "TK-15"})
    void setsCookiesThatScriptsAndOtherSitesCannotTake() {
        Answer answer = logIn(people.verified(), People.PASSWORD).hasStatus(200);

        SetCookies.areLocked(answer, false);
        assertThat(answer.cookieLine("gatehouse_session").orElseThrow())
                .matches("gatehouse_session=[A-Za-z0-9_-]{43}; .*")
                .contains("; Max-Age=");
        assertThat(answer.cookie("gatehouse_csrf")).isPresent();
        assertThat(answer.cookie("gatehouse_device")).isPresent();
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void readsTheApi() {
        assertThat(firstName(browser())).isEqualTo("Ada");
    }

    @Test
    void changesThingsWithTheTokenInTheHeader() {
        Browser ada = browser();

        api.patch("/api/account")
                .header("Cookie", ada.cookies())
                .header("X-CSRF-Token", ada.csrf())
                .json("firstName", "Augusta")
                .send()
                .hasStatus(200);

        assertThat(firstName(ada)).isEqualTo("Augusta");
    }

    @Test
    void letsABearerTokenDecideAlone() {
        Browser ada = browser();
        SignedIn bob = people.signedIn();

        Answer answer = api.get("/api/account")
                .header("Cookie", ada.cookies())
                .bearer(bob.accessToken())
                .send()
                .hasStatus(200);
        assertThat(answer.text("email")).isEqualTo(bob.email());

        api.get("/api/account")
                .header("Cookie", ada.cookies())
                .bearer("broken")
                .send()
                .isProblem(401, "unauthenticated");
        api.patch("/api/account")
                .header("Cookie", ada.cookies())
                .bearer(bob.accessToken())
                .json("firstName", "Bob")
                .send()
                .hasStatus(200);
        assertThat(firstName(ada)).isEqualTo("Ada");
    }

    @Test
    void standsInTheListOfSessionsAsTheCurrentOne() {
        Browser ada = browser();

        Answer answer = api.get("/api/auth/sessions")
                .header("Cookie", ada.cookies())
                .send()
                .hasStatus(200);

        assertThat(answer.json().getJsonArray("sessions")).hasSize(1);
        assertThat(answer.json().getJsonArray("sessions").getJsonObject(0).getBoolean("isCurrent"))
                .isTrue();
    }

    @Test
    @Row("TK-06")
    void endsWithALogoutThatTakesTheCookiesBack() {
        Browser ada = browser();

        Answer answer = api.post("/api/auth/logout")
                .header("Cookie", ada.cookies())
                .header("X-CSRF-Token", ada.csrf())
                .send()
                .hasStatus(204);

        assertThat(answer.cookieLine("gatehouse_session").orElseThrow())
                .startsWith("gatehouse_session=;")
                .contains("Max-Age=0");
        api.get("/api/account").header("Cookie", ada.cookies()).send().isProblem(401, "unauthenticated");
    }

    @Test
    void slidesLikeARefreshToken() {
        Browser ada = browser();
        rows.change(
                "UPDATE session.session SET last_used_at = now() - interval '2 days',"
                        + " expires_at = now() + interval '5 days' WHERE account_id = ?",
                ada.id());

        assertThat(firstName(ada)).isEqualTo("Ada");

        assertThat(rows.text(
                        "SELECT expires_at > now() + interval '6 days 23 hours' FROM session.session"
                                + " WHERE account_id = ?",
                        ada.id()))
                .isEqualTo("t");
    }

    @Test
    @Row("TK-12")
    void neverSlidesPastItsLastDay() {
        Browser ada = browser();
        rows.change(
                "UPDATE session.session SET last_used_at = now() - interval '2 days',"
                        + " expires_at = now() + interval '1 minute', absolute_expires_at = now() + interval '1 hour'"
                        + " WHERE account_id = ?",
                ada.id());

        assertThat(firstName(ada)).isEqualTo("Ada");

        assertThat(rows.text(
                        "SELECT expires_at = absolute_expires_at FROM session.session WHERE account_id = ?", ada.id()))
                .isEqualTo("t");
    }

    @Test
    void endsOverTheApiAtOnce() {
        Browser ada = browser();
        SignedIn phone = people.signIn(ada.email());

        api.post("/api/auth/logout-all")
                .bearer(phone.accessToken())
                .json("exceptCurrent", true)
                .send()
                .hasStatus(200);

        api.get("/api/account").header("Cookie", ada.cookies()).send().isProblem(401, "unauthenticated");
    }

    /** What a signed-in browser holds. */
    private record Browser(UUID id, String email, String session, String csrf) {

        String cookies() {
            return "gatehouse_session=" + session + "; gatehouse_csrf=" + csrf;
        }
    }

    private Browser browser() {
        String address = people.verified();
        Answer answer = logIn(address, People.PASSWORD).hasStatus(200);
        return new Browser(
                rows.account(address),
                address,
                answer.cookie("gatehouse_session").orElseThrow(),
                answer.cookie("gatehouse_csrf").orElseThrow());
    }

    private Browser other() {
        return browser();
    }

    private Answer logIn(String address, String password) {
        return api.post("/api/auth/login?mode=cookie")
                .json("email", address, "password", password)
                .send();
    }

    private String firstName(Browser browser) {
        return api.get("/api/account")
                .header("Cookie", browser.cookies())
                .send()
                .hasStatus(200)
                .text("firstName");
    }
}

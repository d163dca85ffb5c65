package dev.gatehouse.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Tokens;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Admins at their own door, by REST and by page. */
class AdminSignInIT extends OverHttp {

    @Test
    @Row("AZ-02")
    void takesNoUserForAnAdminNorTheReverse() {
        String user = people.verified();
        String admin = operators.made("admin");

        operators.logIn(user, People.PASSWORD).isProblem(401, "invalid_credentials");
        people.logIn(admin, People.PASSWORD).isProblem(401, "invalid_credentials");
        assertThat(new Browser(api)
                        .submit("/admin/login", "adminSignIn", "email", user, "password", People.PASSWORD)
                        .status())
                .isEqualTo(400);
        assertThat(new Browser(api).signIn(admin, People.PASSWORD).status()).isEqualTo(400);
    }

    @Test
    void throttlesThoseWhoGuessAnAdminsPassword() {
        String admin = operators.made("admin");
        for (int i = 0; i < 5; i++) {
            operators.logIn(admin, "Wrong-Horse-" + i).isProblem(401, "invalid_credentials");
        }

        operators.logIn(admin, People.PASSWORD).isProblem(429, "too_many_attempts");
    }

    @Test
    void answersWhatAdminsAre() {
        String address = operators.made("support");
        Answer answer = operators.logIn(address, People.PASSWORD).hasStatus(200);

        JsonObject user = answer.json().getJsonObject("user");
        assertThat(user.keySet()).containsExactlyInAnyOrder("id", "email", "firstName", "lastName", "role");
        assertThat(user.getString("role")).isEqualTo("support");
        JsonObject claims = Tokens.claims(answer.text("accessToken"));
        assertThat(claims.get("aud").toString()).contains("/api/admin");
        assertThat(claims.getJsonArray("groups").getValuesAs(JsonString::getString))
                .containsExactly("support");
        UUID id = UUID.fromString(user.getString("id"));
        assertThat(rows.eventsAbout(id)).contains("session.started", "admin.login_succeeded");
        assertThat(rows.texts("SELECT DISTINCT actor_type FROM audit.event WHERE subject_id = ?", id))
                .containsExactly("admin");
    }

    @Test
    void letsAdminsStayForAShorterTime() {
        Operator olga = operators.signedIn("admin");
        operators.browser(olga.email());

        assertThat(hours("expires_at", "refresh_token_hash", olga)).isEqualTo("1.00");
        assertThat(hours("absolute_expires_at", "refresh_token_hash", olga)).isEqualTo("24.00");
        assertThat(hours("expires_at", "page_token_hash", olga)).isEqualTo("0.25");
        assertThat(hours("absolute_expires_at", "page_token_hash", olga)).isEqualTo("8.00");
    }

    @Test
    void keepsTheShorterTimeAtEveryUse() {
        Operator olga = operators.signedIn("admin");
        Browser console = operators.browser(olga.email());
        rows.change(
                "UPDATE session.session SET last_used_at = last_used_at - interval '5 min',"
                        + " expires_at = expires_at - interval '5 min' WHERE account_id = ?",
                olga.id());
        console.get("/admin").hasStatus(200);
        api.post("/api/admin/refresh")
                .json("refreshToken", olga.refreshToken())
                .send()
                .hasStatus(200);

        for (String secret : List.of("page_token_hash", "refresh_token_hash")) {
            String idle = rows.text(
                    "SELECT round(extract(epoch FROM expires_at - last_used_at)) FROM session.session"
                            + " WHERE account_id = ? AND " + secret + " IS NOT NULL",
                    olga.id());
            assertThat(idle).isEqualTo(secret.startsWith("page") ? "900" : "3600");
        }
    }

    @Test
    @Row("TK-06")
    void ignoresASessionThatHasBeenIdleOrHasSignedOut() {
        Operator olga = operators.signedIn("admin");
        Browser console = operators.browser(olga.email());
        String cookie = console.cookie("gatehouse_session").orElseThrow();

        assertThat(console.submit("/admin", "adminSignOut").header("Location").orElseThrow())
                .startsWith("/admin/login");
        new Browser(api).holding("gatehouse_session", cookie).get("/admin").hasStatus(303);
        operators.post("/logout", olga).send().hasStatus(204);
        operators.get("/account", olga).send().isProblem(401, "unauthenticated");
        Browser idle = operators.browser(olga.email());
        rows.change("UPDATE session.session SET expires_at = clock_timestamp() WHERE account_id = ?", olga.id());
        idle.get("/admin").hasStatus(303);
    }

    @Test
    @Row({"MF-01", "MF-02", "MF-14"})
    void asksForTheSecondFactorAndTakesNoMailedCode() {
        Operator olga = operators.signedIn("admin");
        Authenticator app = enrol(olga.accessToken());

        JsonObject challenge =
                operators.logIn(olga.email(), People.PASSWORD).hasStatus(200).json();
        assertThat(challenge.keySet()).doesNotContain("accessToken");
        assertThat(challenge.getJsonArray("methods").getValuesAs(JsonString::getString))
                .containsExactly("totp", "recovery");
        String token = challenge.getString("challengeToken");
        api.post("/api/auth/challenge/email")
                .json("challengeToken", token)
                .send()
                .isProblem(401, "challenge_expired");
        verify(token, "12345678", "email").isProblem(401, "invalid_code");
        api.post("/api/auth/verify-2fa")
                .json("challengeToken", token, "code", app.code(1))
                .send()
                .isProblem(401, "challenge_expired");
        api.call("PUT", "/api/account/email-otp")
                .bearer(olga.accessToken())
                .json("enabled", true)
                .send()
                .isProblem(403, "forbidden");

        forgetFailures();
        verify(token, app.code(1), null).hasStatus(200);
    }

    @Test
    @Row("MF-02")
    void asksForTheSecondFactorOnTheConsolesPages() {
        Operator olga = operators.signedIn("admin");
        Authenticator app = enrol(olga.accessToken());
        Browser console = new Browser(api);

        Answer half = console.submit("/admin/login", "adminSignIn", "email", olga.email(), "password", People.PASSWORD);
        assertThat(half.hasStatus(303).header("Location").orElseThrow()).startsWith("/admin/challenge");
        assertThat(console.cookie("gatehouse_session")).isEmpty();
        console.get("/admin").hasStatus(303);
        console.get("/challenge").hasStatus(303);
        console.submit("/admin/login", "adminSignIn", "email", olga.email(), "password", People.PASSWORD)
                .hasStatus(303);
        Answer in = console.submit("/admin/challenge", "challenge", "code", app.code(1));
        assertThat(in.hasStatus(303).header("Location").orElseThrow()).isEqualTo("/admin");
        console.get("/admin").hasStatus(200);
    }

    @Test
    void changesItsPasswordLikeAUser() {
        Operator olga = operators.signedIn("viewer");
        Operator elsewhere = operators.signIn(olga.email());

        operators
                .post("/account/password/change", olga)
                .json("currentPassword", "Wrong-Horse-1", "newPassword", "Another-Horse-43")
                .send()
                .isProblem(403, "invalid_credentials");
        operators
                .post("/account/password/change", olga)
                .json("currentPassword", People.PASSWORD, "newPassword", "password")
                .send()
                .isProblem(400, "weak_password");
        operators
                .post("/account/password/change", olga)
                .json("currentPassword", People.PASSWORD, "newPassword", "Another-Horse-43")
                .send()
                .hasStatus(204);

        operators.get("/account", elsewhere).send().isProblem(401, "unauthenticated");
        operators.logIn(olga.email(), "Another-Horse-43").hasStatus(200);
    }

    private Authenticator enrol(String accessToken) {
        String secret = api.post("/api/admin/account/totp")
                .bearer(accessToken)
                .send()
                .hasStatus(200)
                .text("secret");
        Authenticator app = new Authenticator(secret);
        api.post("/api/admin/account/totp/confirm")
                .bearer(accessToken)
                .json("code", app.code())
                .send()
                .hasStatus(200);
        return app;
    }

    private Answer verify(String token, String code, String method) {
        return api.post("/api/admin/verify-2fa")
                .json("challengeToken", token, "code", code, "method", method)
                .send();
    }

    private String hours(String end, String secret, Operator admin) {
        return rows.text(
                "SELECT to_char(extract(epoch FROM " + end + " - created_at) / 3600, 'FM90.00') FROM session.session"
                        + " WHERE account_id = ? AND " + secret + " IS NOT NULL",
                admin.id());
    }
}

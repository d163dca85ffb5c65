package dev.gatehouse.web.security;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only an access token of this server opens the API; whatever else is presented is refused at once. */
class BearerIT extends OverBearer {

    private static final List<String> CLOSED =
            List.of("/api/account", "/api/auth/sessions", "/api/account/activity", "/api/files/usage");

    @Test
    @Row({"TK-04", "TK-16"})
    void refusesWhatIsNoToken() {
        refusedTokens(
                List.of("x", "..", "...", "a.b.c", "null", "e30.e30.e30", "e30.e30.", "-._~+/=", "a b c", "Bearer x"));
    }

    @Test
    void refusesOtherSchemes() {
        String token = people.signedIn().accessToken();

        for (String header : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer  " + token,
                "Basic " + Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.US_ASCII)),
                "Token " + token,
                token,
                "Bearer " + token + ",Bearer " + token)) {
            refused(header);
        }
    }

    @Test
    @Row("TK-04")
    void refusesEveryOtherSecretOfTheServer() {
        SignedIn ada = people.signedIn();
        String signedUp = people.signedUp();
        Browser browser = new Browser(api);
        browser.signIn(ada.email(), People.PASSWORD).hasStatus(303);

        for (String secret : List.of(
                ada.refreshToken(),
                ada.session().toString(),
                browser.cookie("gatehouse_session").orElseThrow(),
                browser.cookie("gatehouse_csrf").orElseThrow(),
                browser.cookie("gatehouse_device").orElseThrow(),
                mailbox.newestTo(signedUp).token(),
                People.PASSWORD)) {
            for (String path : CLOSED) {
                api.get(path).bearer(secret).send().isProblem(401, "unauthenticated");
            }
            api.post("/api/auth/logout").bearer(secret).send().isProblem(401, "unauthenticated");
            if (!browser.cookie("gatehouse_session").orElseThrow().equals(secret)) {
                strange("gatehouse_session", secret);
            }
        }
        strange("gatehouse_session", ada.accessToken());
        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
    }

    @Test
    @Row({"TK-04", "TK-15"})
    void refusesATokenOutsideTheHeader() {
        String token = people.signedIn().accessToken();

        api.get("/api/account?access_token=" + token + "&token=" + token)
                .header("Cookie", "Bearer=" + token + "; gatehouse_session=" + token)
                .send()
                .isProblem(401, "unauthenticated");
    }

    @Test
    @Row("TK-16")
    void refusesWhatWouldTakeLongToRead() {
        String header = people.signedIn().accessToken().split("\\.")[0];

        refused("Bearer " + header + "." + base64("{\"a\":".repeat(900) + "1" + "}".repeat(900)) + "." + base64("x"));
        refused("Bearer " + base64("[".repeat(300)) + "." + base64("{}") + "." + base64("x"));
        refused("Bearer " + "a".repeat(6_000));
        refused("Bearer " + "a.".repeat(2_500));
        refused("Bearer " + header + "." + base64("x".repeat(4_000)) + "." + base64("x"));
    }

    @Test
    @Row("TK-16")
    void refusesHeadersWithPartsOfTheWrongKind() {
        String[] parts = people.signedIn().accessToken().split("\\.");

        for (String header : List.of(
                "[]",
                "1",
                "null",
                "\"x\"",
                "{}",
                "{\"alg\":1,\"typ\":\"JWT\"}",
                "{\"alg\":[\"ES256\"],\"typ\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":{}}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"crit\":[\"x\"],\"x\":1}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"ES256\"")) {
            refused("Bearer " + base64(header) + "." + parts[1] + "." + parts[2]);
        }
    }

    @Test
    @Row("TK-06")
    void refusesTheTokenOfAnEndedSessionOnEveryCall() {
        SignedIn ada = people.signedIn();
        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
        api.post("/api/auth/logout").bearer(ada.accessToken()).send().hasStatus(204);

        for (String path : CLOSED) {
            api.get(path).bearer(ada.accessToken()).send().isProblem(401, "unauthenticated");
        }
        api.post("/api/auth/logout").bearer(ada.accessToken()).send().isProblem(401, "unauthenticated");
    }

    @Test
    void refusesWithinFiveSecondsWhatAnotherNodeEnded() {
        SignedIn ada = people.signedIn();
        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);

        rows.change(
                "UPDATE session.session SET revoked_at = clock_timestamp(), revoked_reason = 'revoked_by_admin'"
                        + " WHERE id = ?",
                ada.session());

        Patience.until(
                "the session's end on this node",
                Duration.ofSeconds(5),
                () -> api.get("/api/account").bearer(ada.accessToken()).send().status() == 401);
    }

    @Test
    void letsAStaleTokenNotStandInTheWayOfPublicCalls() {
        api.post("/api/auth/login")
                .bearer("stale")
                .json("email", people.verified(), "password", People.PASSWORD)
                .send()
                .hasStatus(200);
    }

    @Test
    void takesTheSchemeAsItIsWritten() {
        String token = people.signedIn().accessToken();

        for (String scheme : new String[] {"Bearer", "bearer", "BEARER"}) {
            api.get("/api/account")
                    .header("Authorization", scheme + " " + token)
                    .send()
                    .hasStatus(200);
        }
    }

    /** A cookie that neither the API nor a page takes for a session. */
    private void strange(String name, String value) {
        api.get("/api/account").header("Cookie", name + "=" + value).send().isProblem(401, "unauthenticated");
        api.get("/account").header("Cookie", name + "=" + value).send().hasStatus(303);
    }
}

package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page behind a mailed link: looking at it does nothing and tells nothing. */
class VerifyPageIT extends OverHttp {

    @Test
    @Row("RC-11")
    void keepsALinkThatMailScannersLookAt() {
        String address = people.address();
        String device = people.signUp(address, People.PASSWORD)
                .cookie("gatehouse_device")
                .orElseThrow();
        String token = mailbox.newestTo(address).token();
        Map<String, Long> before = rows.counts();

        for (String path : List.of(
                "/verify?token=" + token,
                "/verify?token=" + token + "&confirm=x&verify=verify",
                "/verify?token=" + token + "&newPassword=Scanner-Horse-42",
                "/api/auth/verify-email?token=" + token)) {
            for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                api.call(method, path).header("User-Agent", "LinkScanner/1.0").send();
                api.call(method, path).header("Sec-Purpose", "prefetch").send();
                api.call(method, path)
                        .header("Cookie", "gatehouse_device=" + device)
                        .send();
            }
        }
        api.post("/verify?token=" + token)
                .header("Cookie", "gatehouse_device=" + device)
                .body("application/x-www-form-urlencoded", BodyPublishers.ofString("verify=verify&confirm=x"))
                .send()
                .hasStatus(403);

        assertThat(rows.counts().get("auth.one_time_token")).isEqualTo(before.get("auth.one_time_token"));
        people.logIn(address, People.PASSWORD).isProblem(403, "email_not_verified");
        people.verify(address, People.PASSWORD).hasStatus(200);
    }

    @Test
    @Row("RC-11")
    void looksTheSameForEveryToken() {
        String fresh = people.signedUp();
        String used = people.verified();
        String expired = people.signedUp();
        rows.change(
                "UPDATE auth.one_time_token SET created_at = created_at - interval '25 hours',"
                        + " expires_at = expires_at - interval '25 hours' WHERE account_id = ?",
                rows.account(expired));

        String ofFresh = pageOf(mailbox.newestTo(fresh).token());

        assertThat(pageOf(mailbox.newestTo(used).token())).isEqualTo(ofFresh);
        assertThat(pageOf(mailbox.newestTo(expired).token())).isEqualTo(ofFresh);
        assertThat(pageOf("A".repeat(43))).isEqualTo(ofFresh);
        assertThat(ofFresh).doesNotContain(fresh, "Ada", "Lovelace");
    }

    @Test
    @Row({"RC-11", "TK-15"})
    void givesTheTokenToNobodyElse() {
        String address = people.signedUp();
        String token = mailbox.newestTo(address).token();
        Browser visitor = new Browser(api);

        Answer page = visitor.get("/verify?token=" + token).hasStatus(200);
        assertThat(page.header("Referrer-Policy").orElseThrow()).isIn("same-origin", "no-referrer");
        assertThat(page.header("Cache-Control")).hasValue("no-store");
        assertThat(page.text()).doesNotContainPattern("(href|src|action)=\"(https?:)?//");
        assertThat(page.text()).doesNotContainPattern("(href|src|action)=\"[^\"]*" + token);
        assertThat(page.headers().allValues("Set-Cookie")).noneMatch(line -> line.contains(token));

        Answer verified = visitor.press("/verify?token=" + token, "verify", "confirm", "password", People.PASSWORD)
                .hasStatus(303);
        assertThat(verified.header("Location").orElseThrow())
                .startsWith("/login")
                .doesNotContain(token, address);
    }

    @Test
    @Row("RC-05")
    void asksABrowserThatDidNotSignUpForThePassword() {
        String address = people.address();
        Browser stranger = new Browser(api);
        people.signUp(people.address(), People.PASSWORD)
                .cookie("gatehouse_device")
                .ifPresent(device -> stranger.holding("gatehouse_device", device));
        people.signUp(address, "Owners-Horse-42").hasStatus(202);
        String link = "/verify?token=" + mailbox.newestTo(address).token();

        stranger.press(link, "verify", "confirm").hasStatus(400);
        stranger.press(link, "verify", "confirm", "password", People.PASSWORD).hasStatus(400);
        people.logIn(address, "Owners-Horse-42").isProblem(403, "email_not_verified");

        stranger.press(link, "verify", "confirm", "newPassword", "Provers-Horse-42")
                .hasStatus(303);
        people.logIn(address, "Owners-Horse-42").isProblem(401, "invalid_credentials");
        people.logIn(address, "Provers-Horse-42").hasStatus(200);
    }

    /** The page without what must differ. */
    private String pageOf(String token) {
        return api.get("/verify?token=" + token)
                .send()
                .hasStatus(200)
                .text()
                .replace(token, "…")
                .replaceAll("name=\"csrf\" value=\"[^\"]*\"", "csrf");
    }
}

package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages behind mailed links: looking at them does nothing and tells nothing. */
class MailedLinkPagesIT extends OverHttp {

    @Test
    @Row("RC-11")
    void keepLinksThatMailScannersLookAt() {
        Map<String, String> links = links();
        links.forEach((page, token) -> {
            for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                for (String query :
                        List.of("", "&use=x&mailedLink=mailedLink", "&newPassword=Scanner-Horse-42&set=x")) {
                    api.call(method, page + "?token=" + token + query)
                            .header("User-Agent", "LinkScanner/1.0")
                            .send();
                }
            }
        });

        links.forEach((page, token) -> {
            Browser reader = new Browser(api);
            String form = page.equals("/reset") ? "reset" : "mailedLink";
            reader.submit(page + "?token=" + token, form, "newPassword", "Another-Horse-43")
                    .hasStatus(303);
        });
    }

    @ParameterizedTest
    @CsvSource({"/reset", "/email/confirm", "/email/undo", "/not-me", "/unlock"})
    @Row("RC-11")
    void lookTheSameForEveryToken(String page) {
        String real = links().get(page);

        assertThat(pageOf(page, real)).isEqualTo(pageOf(page, "A".repeat(43)));
        assertThat(pageOf(page, real)).doesNotContain("Ada", "Lovelace", "@people");
    }

    @ParameterizedTest
    @CsvSource({"/reset", "/email/confirm", "/email/undo", "/not-me", "/unlock"})
    @Row({"RC-11", "TK-15"})
    void giveTheTokenToNobodyElse(String page) {
        String token = links().get(page);
        Browser reader = new Browser(api);
        Answer shown = reader.get(page + "?token=" + token).hasStatus(200);
        String form = page.equals("/reset") ? "reset" : "mailedLink";

        assertThat(shown.header("Referrer-Policy").orElseThrow()).isIn("same-origin", "no-referrer");
        assertThat(shown.header("Cache-Control")).hasValue("no-store");
        assertThat(shown.text()).doesNotContainPattern("(href|src|action)=\"(https?:)?//");
        assertThat(shown.text()).doesNotContainPattern("(href|src|action)=\"[^\"]*" + token);
        Answer done = reader.submit(page + "?token=" + token, form, "newPassword", "Another-Horse-43")
                .hasStatus(303);
        assertThat(done.header("Location").orElseThrow()).startsWith("/").doesNotContain(token);
        assertThat(reader.get(done.header("Location").orElseThrow())
                        .hasStatus(200)
                        .text())
                .contains("notice");
    }

    @ParameterizedTest
    @CsvSource({"/reset", "/email/confirm", "/email/undo", "/not-me", "/unlock"})
    void sayWhatToDoWhereTheLinkIsIncomplete(String page) {
        for (String query : List.of("", "?token=", "?token=%20")) {
            assertThat(api.get(page + query).send().hasStatus(200).text())
                    .contains("This link no longer works")
                    .doesNotContain("mailedLink", "newPassword");
        }
    }

    /** The token is changed, not the page: what a link is for its page alone decides. */
    @Test
    void takeNoLinkOfAnother() {
        Map<String, String> links = links();
        links.forEach((page, token) -> links.keySet().stream()
                .filter(other -> !other.equals(page))
                .forEach(other -> {
                    String form = other.equals("/reset") ? "reset" : "mailedLink";
                    new Browser(api)
                            .submit(other + "?token=" + token, form, "newPassword", "Another-Horse-43")
                            .hasStatus(400);
                }));
    }

    /** A good link for each page. */
    private Map<String, String> links() {
        Map<String, String> links = new LinkedHashMap<>();
        String forgetful = people.verified();
        api.post("/api/auth/password/forgot").json("email", forgetful).send().hasStatus(202);
        links.put("/reset", mailbox.token(forgetful, "/reset"));
        SignedIn mover = people.signedIn();
        String second = people.address();
        ask(mover, second);
        links.put("/email/confirm", mailbox.token(second, "/email/confirm"));
        SignedIn moved = people.signedIn();
        String target = people.address();
        ask(moved, target);
        api.post("/api/account/email/confirm")
                .json("token", mailbox.token(target, "/email/confirm"))
                .send()
                .hasStatus(204);
        links.put("/email/undo", mailbox.token(moved.email(), "/email/undo"));
        SignedIn careful = people.signedIn();
        ask(careful, people.address());
        links.put("/not-me", mailbox.token(careful.email(), "/not-me"));
        String locked = people.verified();
        people.logIn(locked, "Wrong-Horse-42").hasStatus(401);
        rows.change(
                "UPDATE auth.login_throttle SET failures = 89 WHERE scope = 'account' AND holder_id = ?",
                rows.account(locked));
        people.logIn(locked, "Wrong-Horse-42").hasStatus(401);
        links.put("/unlock", mailbox.token(locked, "/unlock"));
        return links;
    }

    private void ask(SignedIn person, String wanted) {
        api.post("/api/account/email")
                .bearer(person.accessToken())
                .json("newEmail", wanted)
                .send()
                .hasStatus(202);
    }

    private String pageOf(String page, String token) {
        return api.get(page + "?token=" + token)
                .send()
                .hasStatus(200)
                .text()
                .replace(token, "…")
                .replaceAll("name=\"csrf\" value=\"[^\"]*\"", "csrf");
    }
}

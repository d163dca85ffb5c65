package dev.gatehouse.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Browser.Form;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that PostgreSQL or Java dislike, in forms, paths, queries and headers: refused, and never a fault of ours. */
class OddTextIT extends OverHttp {

    private final Wire wire = new Wire(SERVER.port());

    @ParameterizedTest
    @Row("IN-07")
    @ValueSource(
            strings = {"%00", "a%00b", "%ED%A0%80", "%ED%B0%80", "%FF", "%C0%80", "%C0%AF", "%F4%90%80%80", "%E2%82"})
    void isRefusedInEveryFieldOfAForm(String text) {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());
        Browser stranger = new Browser(api);
        String kept = rows.text("SELECT a::text FROM auth.account a WHERE id = ?", ada.id());

        for (String field : List.of("firstName", "lastName", "locale")) {
            Form form =
                    browser.form("/account", "profileForm").with("firstName", "Ada", "lastName", "L", "locale", "en");
            assertRefused(browser, form, field, text);
        }
        for (String field : List.of("email", "password", "returnTo")) {
            assertRefused(stranger, stranger.form("/login", "signIn").with("email", ada.email()), field, text);
        }
        for (String field : List.of("email", "password", "firstName", "lastName")) {
            Form form = stranger.signUp(people.address());
            assertRefused(stranger, form, field, text);
        }
        for (String field : List.of("token", "password", "newPassword")) {
            assertRefused(stranger, stranger.form("/verify?token=x", "verify"), field, text);
        }
        assertThat(rows.text("SELECT a::text FROM auth.account a WHERE id = ?", ada.id()))
                .as("the row, replacement characters included")
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @Row("IN-07")
    @ValueSource(strings = {"%00", "%ED%A0%80", "%FF", "%C0%80", "\u0080", "\u00ff\u00fe", "%uD800"})
    void isNoFaultOfOursInAPathOrAQuery(String text) {
        String token = people.signedIn().accessToken();

        for (String target : List.of(
                "/api/auth/sessions/" + text,
                "/api/account/activity?cursor=" + text,
                "/api/account/activity?limit=" + text,
                "/api/dev/mail?to=" + text,
                "/api/account?" + text + "=" + text,
                "/verify?token=" + text,
                "/login?returnTo=" + text,
                "/account/activity?cursor=" + text,
                "/dev/mail/html?to=" + text + "&at=" + text,
                "/" + text,
                "/assets/" + text)) {
            Answer answer = wire.lines("GET " + target + " HTTP/1.1", "Authorization: Bearer " + token);

            assertThat(answer.status()).as(target).isLessThan(500);
            assertThat(answer.text()).doesNotContain("Exception");
        }
    }

    @Test
    @Row("IN-07")
    void isNoFaultOfOursInAHeaderThatIsStored() {
        String address = people.verified();
        byte[] body = ("{\"email\":\"" + address + "\",\"password\":\"" + People.PASSWORD + "\"}")
                .getBytes(StandardCharsets.UTF_8);

        for (String text : List.of("\u00ed\u00a0\u0080", "\u00ff\u00fe", "\u0080", "\u00c3", "a\u0001b", "\u001b[2J")) {
            for (String header : List.of("User-Agent", "Accept-Language", "Cookie", "X-Request-Id", "Accept")) {
                Answer answer = wire.body(
                        "POST /api/auth/login HTTP/1.1",
                        body,
                        "Content-Type: application/json",
                        "Content-Length: " + body.length,
                        header + ": " + text);

                assertThat(answer.status()).as(header).isIn(200, 400, 406);
            }
        }
    }

    private void assertRefused(Browser browser, Form form, String field, String text) {
        String body = form.without(field).encoded() + "&" + field + "=" + text;

        Answer answer = browser.send(api.post(form.action()).body(Browser.FORM, BodyPublishers.ofString(body)));

        assertThat(answer.status())
                .as(form.id() + " " + field + ": " + answer.text())
                .isEqualTo(400);
        assertThat(answer.text()).doesNotContain("Exception");
    }
}

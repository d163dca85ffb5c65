package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Mailbox.Mail;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Shelf;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people give comes back as the text that it is: no expression, no template, no markup. */
class ShownTextIT extends OverHttp {

    /** 16807 is in no page by itself, but in some ids: as a word of its own it is nowhere. */
    private static final String REMAINDER = "(?<![0-9a-f-])16807(?![0-9a-f-])";

    @ParameterizedTest
    @Row("WB-04")
    @ValueSource(
            strings = {
                "#{7*7*7*7*7}",
                "${7*7*7*7*7}",
                "%{7*7*7*7*7}",
                "*{7*7*7*7*7}",
                "@{7*7*7*7*7}",
                "{{7*7*7*7*7}}",
                "<%= 7*7*7*7*7 %>",
                "#{visitor.account.id()}",
                "${'x'.getClass().forName('java.lang.Runtime')}",
                "{0} {1}",
                "'{0}'",
                "{token} {site}",
                "[[subject]] [[title]]",
                "$1 \\1",
                "%s %d %n",
                "Zo\u00eb \u674e",
                "<b>&amp;</b>\"'"
            })
    void isNotEvaluatedWhereverItIsShown(String text) {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());
        browser.submit("/account", "profileForm", "firstName", text, "lastName", text, "locale", "en")
                .hasStatus(303);
        api.post("/api/auth/login")
                .header("User-Agent", text.replaceAll("[^ -~]", "x"))
                .json("email", ada.email(), "password", People.PASSWORD, "deviceName", text)
                .send()
                .hasStatus(200);

        // Names of files lose what no system would take.
        String file = text.replaceAll("[/\\\\<>:\"|?*]", "x") + ".txt";
        new Shelf(api, ada).put(file, "text/plain", "x").hasStatus(201);

        assertThat(api.get("/api/account").bearer(ada.accessToken()).send().text("firstName"))
                .isEqualTo(text);
        shows(browser.get("/account/files").hasStatus(200).text(), "files", file, true);
        for (String page : List.of("/", "/account", "/account/sessions", "/account/activity")) {
            shows(browser.get(page).hasStatus(200).text(), page, text, !page.endsWith("activity"));
        }
        shows(reuseMail(ada), "mail", text, true);
    }

    @ParameterizedTest
    @Row("WB-04")
    @ValueSource(strings = {"#{7*7*7*7*7}", "${7*7*7*7*7}", "{{7*7*7*7*7}}", "{token}{0}", "'`|`'"})
    void isNotEvaluatedInAnAddress(String text) {
        String address = text + UUID.randomUUID().toString().replace("-", "") + "@people.example.org";
        people.signUp(address, People.PASSWORD).hasStatus(202);
        people.verify(address, People.PASSWORD).hasStatus(200);
        Browser browser = Browser.signedIn(api, address);

        for (String page : List.of("/", "/account", "/account/security", "/dev/mail")) {
            shows(browser.get(page).hasStatus(200).text(), page, address, true);
        }
        Browser stranger = new Browser(api);
        String again = stranger.submit("/login", "signIn", "email", address, "password", "Wrong-Horse-42")
                .hasStatus(400)
                .text();
        shows(again, "refused sign-in", address, true);
    }

    @ParameterizedTest
    @Row("WB-04")
    @ValueSource(strings = {"#{7*7*7*7*7}", "${7*7*7*7*7}", "{0}", "[[title]]", "\"><b>x</b>"})
    void isNotEvaluatedInWhatARefusedFormOrAnAddressLineBrings(String text) {
        String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
        Browser stranger = new Browser(api);

        String form = stranger.submit("/signup", "signUp", "email", text, "firstName", text, "lastName", text)
                .hasStatus(400)
                .text();
        shows(form, "refused sign-up", text, true);
        for (String page : List.of(
                "/verify?token=" + query,
                "/verify?notice=" + query,
                "/login?notice=" + query,
                "/login?error=" + query,
                "/login?returnTo=" + query,
                "/signup?email=" + query,
                "/nothing?x=" + query,
                "/?lang=" + query,
                "/?jakarta.faces.ClientWindow=" + query + "&jfwid=" + query)) {
            shows(stranger.get(page).text(), page, text, page.contains("token"));
        }
        for (String header : List.of("Accept-Language", "User-Agent", "Referer", "X-Request-Id", "Accept")) {
            shows(api.get("/login").header(header, text).send().text(), header, text, false);
            shows(api.get("/nothing").header(header, text).send().text(), header, text, false);
        }
    }

    @Test
    @Row("WB-04")
    void isNoNameOfAnActionEither() {
        Browser browser = Browser.signedIn(api, people.verified());

        for (String name : List.of("#{loginPage.signIn}", "jakarta.faces.source", "javax.faces.source")) {
            browser.submit("/account/sessions", "sessions", name, "#{sessionsPage.endOthers}", "action", name);
        }

        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    private String reuseMail(SignedIn ada) {
        String first = ada.refreshToken();
        String second = refreshed(first);
        refreshed(second);
        rows.change("UPDATE session.session SET rotated_at = now() - interval '1 minute' WHERE id = ?", ada.session());
        api.post("/api/auth/refresh").json("refreshToken", first).send().isProblem(401, "refresh_token_reused");
        Mail mail = mailbox.newestTo(ada.email());
        assertThat(mail.subject()).contains("ended one of your sessions");
        assertThat(mail.text()).doesNotContainPattern(REMAINDER);
        return mail.html();
    }

    private String refreshed(String token) {
        return api.post("/api/auth/refresh")
                .json("refreshToken", token)
                .send()
                .hasStatus(200)
                .text("refreshToken");
    }

    private static void shows(String page, String where, String text, boolean everywhere) {
        String shown = unescaped(page);
        if (everywhere) {
            assertThat(shown).as(where).contains(text);
        }
        assertThat(shown).as(where).doesNotContainPattern(REMAINDER).doesNotContain("java.lang.Runtime@", "class java");
        if (text.contains("<")) {
            assertThat(page).as(where).doesNotContain(text);
        }
    }

    private static String unescaped(String page) {
        return page.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#34;", "\"")
                .replace("&amp;", "&");
    }
}

package dev.gatehouse.web.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers tell browsers about themselves. */
class HeadersIT extends OverHttp {

    @ParameterizedTest
    @Row({"WB-06", "WB-07"})
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/signup",
                "/nothing",
                "/dev/mail",
                "/docs/",
                "/api/account",
                "/api/nothing",
                "/api/dev/mail",
                "/health",
                "/openapi",
                "/.well-known/jwks.json"
            })
    void keepBrowsersFromDoingMoreThanTheyShould(String path) {
        Answer answer = api.get(path).send();

        assertClosed(answer);
        assertThat(answer.header("X-Powered-By")).isEmpty();
        assertThat(answer.header("Server").orElse("")).doesNotContainPattern("\\d");
        assertThat(answer.header("X-Request-Id")).isPresent();
    }

    @Test
    @Row({"WB-06", "WB-07"})
    void areOnEveryAnswerThatABrowserWouldShowErrorsIncluded() {
        String address = people.verified();
        Browser ada = Browser.signedIn(api, address);
        Wire wire = new Wire(SERVER.port());
        String mail = ada.get("/dev/mail").text().replaceFirst("(?s).*?href=\"(/dev/mail/html[^\"]*)\".*", "$1");
        List<Answer> pages = new ArrayList<>();
        for (String path : List.of(
                "/",
                "/account",
                "/account/security",
                "/account/sessions",
                "/account/activity",
                "/account/files",
                "/dev/mail",
                "/docs/")) {
            pages.add(ada.get(path).hasStatus(200));
        }
        pages.add(api.get(mail.replace("&amp;", "&")).send().hasStatus(200));
        pages.add(ada.get("/nothing").hasStatus(404));
        pages.add(ada.get("/account/nothing").hasStatus(404));
        pages.add(ada.get("/account?jakarta.faces.ViewState=stateless").hasStatus(400));
        pages.add(ada.get("/account/activity?cursor=x").hasStatus(400));
        pages.add(ada.get("/login?returnTo=//evil.example").hasStatus(400));
        pages.add(ada.get("/WEB-INF/web.xml").hasStatus(404));
        pages.add(ada.get("/assets/nothing.css").hasStatus(404));
        pages.add(ada.send(ada.form("/account", "profileForm").without("csrf")).hasStatus(403));
        pages.add(ada.submit("/account", "profileForm", "firstName", "").hasStatus(400));
        pages.add(ada.submit("/account", "profileForm", "jakarta.faces.ViewState", "x")
                .hasStatus(400));
        pages.add(ada.send(api.call("PUT", "/account")).hasStatus(405));
        pages.add(ada.send(api.post("/account").body("x")).hasStatus(415));
        pages.add(wire.body("POST /login HTTP/1.1", new byte[70_000], "Content-Length: 70000")
                .hasStatus(413));
        pages.add(wire.body("POST /login HTTP/1.1", "0\r\n\r\n".getBytes(US_ASCII), "Transfer-Encoding: chunked")
                .hasStatus(411));

        for (Answer page : pages) {
            assertThat(page.header("Content-Type").orElse("")).as(page.text()).startsWith("text/html");
            assertClosed(page);
        }
        for (Answer other : List.of(
                api.get("/account").send().hasStatus(303),
                api.get("/assets/gatehouse.css").send(),
                wire.bare("GET / HTTP/1.1", "Host: evil.example"),
                api.call("OPTIONS", "/").send(),
                api.call("HEAD", "/login").send(),
                api.get("/metrics").send())) {
            assertClosed(other);
        }
    }

    @Test
    void promiseHttpsOnlyInProduction() {
        assertThat(api.get("/").send().header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    @Row("TK-15")
    void keepPersonalAnswersOutOfCaches() {
        String token = people.signedIn().accessToken();

        for (String path : List.of(
                "/api/account", "/api/auth/sessions", "/api/account/activity", "/api/files/usage", "/api/dev/mail")) {
            assertThat(only(api.get(path).bearer(token).send().hasStatus(200), "Cache-Control"))
                    .isEqualTo("no-store");
        }
        for (String path : List.of("/", "/login", "/signup", "/dev/mail")) {
            assertThat(only(api.get(path).send().hasStatus(200), "Cache-Control"))
                    .contains("no-store");
        }
    }

    @Test
    @Row("TK-15")
    void keepAnswersWithSecretsOutOfCaches() {
        SignedIn ada = people.signedIn();
        Browser browser = new Browser(api);

        for (Answer answer : List.of(
                people.logIn(ada.email(), People.PASSWORD).hasStatus(200),
                api.post("/api/auth/login?mode=cookie")
                        .json("email", ada.email(), "password", People.PASSWORD)
                        .send()
                        .hasStatus(200),
                api.post("/api/auth/refresh")
                        .json("refreshToken", ada.refreshToken())
                        .send()
                        .hasStatus(200),
                browser.signIn(ada.email(), People.PASSWORD).hasStatus(303),
                browser.get("/account").hasStatus(200),
                browser.signOut().hasStatus(303))) {
            assertThat(only(answer, "Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Location").orElse("/account")).matches("/account|/login\\?notice=[a-z_-]+");
        }
    }

    @Test
    @Row("TK-15")
    void takeNoSecretFromAnAddress() {
        SignedIn ada = people.signedIn();
        String signedUp = people.signedUp();
        String link = mailbox.newestTo(signedUp).token();

        api.post("/api/auth/login?email=" + ada.email() + "&password=" + People.PASSWORD)
                .body("{}")
                .send()
                .isProblem(400, "validation_failed");
        api.post("/api/auth/refresh?refreshToken=" + ada.refreshToken())
                .body("{}")
                .send()
                .isProblem(400, "validation_failed");
        api.post("/api/auth/verify-email?token=" + link + "&newPassword=Another-Horse-43")
                .body("{}")
                .send()
                .isProblem(400, "validation_failed");
        for (String path : List.of("/login", "/signup", "/verify?token=" + link, "/")) {
            String page = api.get(path).send().hasStatus(200).text();
            assertThat(page).doesNotContain(ada.email()).doesNotContainPattern("<form[^>]*method=\"get\"");
            assertThat(page.split("<form ").length).isEqualTo(page.split("method=\"post\"").length);
        }
    }

    @Test
    void startNoContainerSession() {
        for (String path :
                List.of("/", "/login", "/signup", "/verify?token=x", "/api/account", "/docs/", "/dev/mail")) {
            assertThat(api.get(path).send().headers().allValues("Set-Cookie"))
                    .as(path)
                    .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        }
    }

    private static void assertClosed(Answer answer) {
        String policy = only(answer, "Content-Security-Policy");
        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "object-src 'none'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'",
                        "form-action");
        assertThat(directive(policy, "script-src"))
                .doesNotContain("unsafe-inline", "unsafe-eval", "*", "http", "data:");
        assertThat(only(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(only(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(only(answer, "Referrer-Policy")).isIn("same-origin", "no-referrer", "strict-origin");
        assertThat(only(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(only(answer, "Cross-Origin-Resource-Policy")).isIn("same-origin", "cross-origin");
    }

    private static String only(Answer answer, String name) {
        assertThat(answer.headers().allValues(name))
                .as(name + " of " + answer.status() + " " + answer.headers() + answer.text())
                .hasSize(1);
        return answer.header(name).orElseThrow();
    }

    private static String directive(String policy, String name) {
        return Arrays.stream(policy.split(";"))
                .map(String::strip)
                .filter(directive -> directive.startsWith(name))
                .findFirst()
                .orElse("");
    }
}

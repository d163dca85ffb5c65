package dev.gatehouse.web.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.DemoPeople;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Rows;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of a development server as it comes; only the highest is set lower, to be reached sooner. */
class RateLimitsIT {

    private static GatehouseProcess server;
    private static Api api;
    private static Path data;

    @BeforeAll
    static void start() {
        int port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("limited");
        Map<String, String> environment = GatehouseProcess.development(port, data);
        for (String preset : new String[] {"AUTH", "WRITE", "LOGIN", "SIGNUP", "PASSWORD_RESET"}) {
            environment.put("RATE_LIMIT_" + preset, "");
        }
        environment.put("RATE_LIMIT_READ", "30/1m");
        server = GatehouseProcess.serving("limited", port, environment);
        api = server.api();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void beginAnew() {
        api.delete("/api/dev/rate-limits").send().hasStatus(204);
        // What is guessed wrongly is counted elsewhere, and so much of it comes from one address here.
        Rows.of(() -> ConnectionUrls.in(data).superuser()).change("DELETE FROM auth.login_throttle");
    }

    @Test
    void countsTheFormAndTheCallTogether() {
        Browser browser = new Browser(api);
        Browser.Form form = browser.form("/login", "signIn").with("email", "nobody@example.net", "password", "Wrong-7");
        logIn("/api/auth/login").isProblem(401, "invalid_credentials");
        logIn("/api/auth/login/");
        logIn("/api/auth/login").isProblem(401, "invalid_credentials");
        assertThat(browser.send(form).status()).isNotEqualTo(429);
        assertThat(browser.send(form).status()).isNotEqualTo(429);

        logIn("/api/auth/login").isProblem(429, "rate_limited");
        browser.send(form).hasStatus(429);
    }

    @Test
    void countsSignUpsAndForgottenPasswordsOfAnAddressForAnHour() {
        People people = People.of(api);
        for (int i = 0; i < 3; i++) {
            people.signedUp();
        }
        Answer refusal = people.signUp(people.address(), People.PASSWORD).isProblem(429, "rate_limited");
        assertThat(seconds(refusal, "Retry-After")).isBetween(3000L, 3600L);

        for (int i = 0; i < 5; i++) {
            assertThat(forgot("/api/auth/password/forgot").status()).isNotEqualTo(429);
        }
        forgot("/api/auth/password/forgot").isProblem(429, "rate_limited");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en; en; Too many at once; Please try again in",
                "de-AT; de; Zu viel auf einmal; Bitte versuchen Sie es in",
                "fr; en; Too many at once; Please try again in"
            })
    void showsAPageInTheVisitorsLanguage(String language, String shown, String title, String text) {
        for (int i = 0; i < 5; i++) {
            logIn("/api/auth/login");
        }

        Answer page = api.post("/login")
                .header("Accept-Language", language)
                .body(Browser.FORM, BodyPublishers.ofString("email=a"))
                .send()
                .hasStatus(429);

        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.text())
                .contains("<h1>" + title + "</h1>", text, "gatehouse", "<html lang=\"" + shown + "\">")
                .doesNotContain("{0", "choice");
        assertThat(seconds(page, "Retry-After")).isBetween(1L, 60L);
        assertThat(page.header("Content-Security-Policy")).isPresent();
    }

    @Test
    void saysHowMuchIsLeftWhetherItRefusesOrNot() {
        Answer first = api.get("/api").send().hasStatus(200);
        Answer second = api.get("/api").send().hasStatus(200);
        assertThat(seconds(first, "RateLimit-Limit")).isEqualTo(30);
        assertThat(seconds(first, "RateLimit-Remaining")).isEqualTo(29);
        assertThat(seconds(second, "RateLimit-Remaining")).isEqualTo(28);
        assertThat(seconds(second, "RateLimit-Reset")).isBetween(1L, 60L);

        for (int left = 4; left >= 0; left--) {
            Answer answer = logIn("/api/auth/login").isProblem(401, "invalid_credentials");
            assertThat(seconds(answer, "RateLimit-Limit")).isEqualTo(5);
            assertThat(seconds(answer, "RateLimit-Remaining")).isEqualTo(left);
        }
        Answer refusal = logIn("/api/auth/login").isProblem(429, "rate_limited");
        assertThat(seconds(refusal, "RateLimit-Remaining")).isZero();
        assertThat(refusal.header("RateLimit-Reset")).isEqualTo(refusal.header("Retry-After"));
        assertThat(api.get("/login").send().header("RateLimit-Limit")).isEmpty();
    }

    @Test
    void countsNeitherFilesNorHealthNorKeys() {
        for (int i = 0; i < 30; i++) {
            assertThat(api.get("/api").send().status()).isNotEqualTo(429);
        }
        api.get("/api").send().isProblem(429, "rate_limited");
        api.get("/").send().hasStatus(429);

        for (String path : new String[] {
            "/health", "/health/ready", "/metrics", "/.well-known/jwks.json", "/assets/gatehouse.css", "/docs/"
        }) {
            Answer answer = api.get(path).send().hasStatus(200);
            assertThat(answer.header("RateLimit-Limit")).isEmpty();
        }
    }

    @Test
    void refusesKnownAndUnknownPeopleAlike() {
        String known = People.of(api).verified();
        for (int i = 0; i < 5; i++) {
            logIn("/api/auth/login");
        }

        Answer one = People.of(api).logIn(known, People.PASSWORD).isProblem(429, "rate_limited");
        Answer other = People.of(api).logIn("nobody@example.net", "Wrong-7").isProblem(429, "rate_limited");

        assertThat(one.text().replace(one.text("requestId"), ""))
                .isEqualTo(other.text().replace(other.text("requestId"), ""));
        assertThat(one.headers().map().keySet()).isEqualTo(other.headers().map().keySet());
    }

    @Test
    void letsTheDemoPeopleIn() {
        DemoPeople.Run run = DemoPeople.seed(URI.create("http://localhost:" + server.port()));

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains(DemoPeople.WITH_LONG_LISTS);
    }

    private static Answer logIn(String path) {
        return api.post(path)
                .json("email", "nobody@example.net", "password", "Wrong-Horse-42")
                .send();
    }

    private static Answer forgot(String path) {
        return api.post(path).json("email", "nobody@example.net").send();
    }

    private static long seconds(Answer answer, String header) {
        return Long.parseLong(answer.header(header).orElseThrow());
    }
}

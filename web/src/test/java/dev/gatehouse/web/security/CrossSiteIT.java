package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser sends on behalf of other sites. */
class CrossSiteIT extends OverHttp {

    private static final String LISTED = "https://app.example.org";

    @ParameterizedTest
    @Row("WB-01")
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "",
                "https://app.example.org.evil.example",
                "https://app.example.org:444",
                "http://app.example.org",
                "https://APP.example.org/",
                "http://localhost",
                "http://localhost:1",
                "https://localhost",
                "file://"
            })
    void refusesUnsafeRequestsFromForeignOrigins(String origin) {
        String address = people.verified();
        Map<String, Long> before = rows.counts();

        api.post("/api/auth/login")
                .header("Origin", origin)
                .json("email", address, "password", People.PASSWORD)
                .send()
                .isProblem(403, "csrf_failed");

        assertThat(rows.counts().get("session.session")).isEqualTo(before.get("session.session"));
        assertThat(rows.counts().get("audit.event") - before.get("audit.event")).isOne();
    }

    @ParameterizedTest
    @Row("WB-01")
    @ValueSource(strings = {"cross-site", "same-site", "nonsense"})
    void refusesUnsafeRequestsThatTheBrowserCallsForeign(String site) {
        SignedIn ada = people.signedIn();

        api.post("/api/auth/logout")
                .bearer(ada.accessToken())
                .header("Sec-Fetch-Site", site)
                .send()
                .isProblem(403, "csrf_failed");

        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
    }

    @Test
    void refusesEveryUnsafeMethod() {
        String token = people.signedIn().accessToken();

        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            api.call(method, "/api/account")
                    .bearer(token)
                    .header("Origin", "https://evil.example")
                    .send()
                    .isProblem(403, "csrf_failed");
        }
    }

    @Test
    void recordsEachRefusalOnce() {
        String id = "csrf-" + System.nanoTime();

        api.post("/api/auth/login")
                .header("Origin", "https://evil.example")
                .header("X-Request-Id", id)
                .json("email", "x")
                .send()
                .isProblem(403, "csrf_failed");

        assertThat(rows.texts(
                        "SELECT concat_ws(' ', type, outcome, actor_type, reason) FROM audit.event WHERE request_id = ?",
                        id))
                .containsExactly("security.csrf_refused denied anonymous foreign_origin");
    }

    @Test
    void takesRequestsFromItsOwnPages() {
        String address = people.verified();

        for (String origin : List.of(SERVER.url().toString(), LISTED)) {
            api.post("/api/auth/login")
                    .header("Origin", origin)
                    .header("Sec-Fetch-Site", "same-origin")
                    .json("email", address, "password", People.PASSWORD)
                    .send()
                    .hasStatus(200);
        }
    }

    @ParameterizedTest
    @Row("WB-08")
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "*",
                "https://app.example.org.evil.example",
                "https://evil.example/https://app.example.org",
                "https://evilapp.example.org",
                "https://app.example.org:8443",
                "http://app.example.org",
                "https://APP.example.org",
                "https://app.example.org/",
                "https://user@app.example.org",
                "https://app.example.org, https://evil.example"
            })
    void tellsUnlistedOriginsNothing(String origin) {
        String token = people.signedIn().accessToken();

        for (Answer answer : List.of(
                api.get("/api/account")
                        .header("Origin", origin)
                        .bearer(token)
                        .send()
                        .hasStatus(200),
                api.get("/api/account").header("Origin", origin).send().hasStatus(401),
                api.get("/api/account/export")
                        .header("Origin", origin)
                        .bearer(token)
                        .send()
                        .hasStatus(200),
                api.get("/api/nothing").header("Origin", origin).send().hasStatus(404),
                api.post("/api/auth/login")
                        .header("Origin", origin)
                        .body("{}")
                        .send()
                        .hasStatus(403),
                api.call("OPTIONS", "/api/account").header("Origin", origin).send(),
                preflight(origin))) {
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
            assertThat(answer.header("Vary").orElseThrow()).contains("Origin");
        }
    }

    @Test
    void letsListedOriginsUseTheApi() {
        Answer answer = api.get("/api/account")
                .header("Origin", LISTED)
                .bearer(people.signedIn().accessToken())
                .send()
                .hasStatus(200);

        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(LISTED);
        assertThat(answer.header("Access-Control-Allow-Credentials")).hasValue("true");
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow()).contains("X-Request-Id");
    }

    @Test
    void answersThePreflightOfListedOrigins() {
        Answer answer = preflight(LISTED).hasStatus(204);

        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(LISTED);
        assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("PATCH", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Content-Type", "X-CSRF-Token");
    }

    @Test
    void letsListedOriginsReadRefusalsToo() {
        Answer answer = api.get("/api/account").header("Origin", LISTED).send().isProblem(401, "unauthenticated");

        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(LISTED);
    }

    @Test
    @Row("WB-08")
    void opensNoPageToOtherOrigins() {
        for (String path : List.of("/", "/login", "/health", "/openapi")) {
            Answer answer = api.get(path).header("Origin", LISTED).send();

            assertThat(answer.header("Access-Control-Allow-Origin")).as(path).isEmpty();
        }
    }

    private Answer preflight(String origin) {
        return api.call("OPTIONS", "/api/account")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .send();
    }
}

package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers tell browsers about themselves. */
class HeadersIT extends OverHttp {

    @ParameterizedTest
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

        String policy = only(answer, "Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
        assertThat(directive(policy, "script-src"))
                .doesNotContain("unsafe-inline", "unsafe-eval", "*", "http", "data:");
        assertThat(only(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(only(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(only(answer, "Referrer-Policy")).isIn("same-origin", "no-referrer", "strict-origin");
        assertThat(only(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(only(answer, "Cross-Origin-Resource-Policy")).isIn("same-origin", "cross-origin");
        assertThat(answer.header("X-Powered-By")).isEmpty();
        assertThat(answer.header("Server").orElse("")).doesNotContainPattern("\\d");
        assertThat(answer.header("X-Request-Id")).isPresent();
    }

    @Test
    void promiseHttpsOnlyInProduction() {
        assertThat(api.get("/").send().header("Strict-Transport-Security")).isEmpty();
    }

    @Test
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
    void startNoContainerSession() {
        for (String path :
                List.of("/", "/login", "/signup", "/verify?token=x", "/api/account", "/docs/", "/dev/mail")) {
            assertThat(api.get(path).send().headers().allValues("Set-Cookie"))
                    .as(path)
                    .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        }
    }

    private static String only(Answer answer, String name) {
        assertThat(answer.headers().allValues(name)).as(name).hasSize(1);
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

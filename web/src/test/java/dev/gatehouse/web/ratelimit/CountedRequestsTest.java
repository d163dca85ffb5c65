package dev.gatehouse.web.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountedRequestsTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /api/auth/login, LOGIN",
        "POST, /api/auth/login/, LOGIN",
        "POST, /api/admin/login, LOGIN",
        "POST, /login, LOGIN",
        "POST, /admin/login, LOGIN",
        "POST, /api/auth/signup, SIGNUP",
        "POST, /signup, SIGNUP",
        "POST, /api/auth/password/forgot, PASSWORD_RESET",
        "POST, /forgot, PASSWORD_RESET"
    })
    void countsACallAndTheFormThatDoesTheSameAlike(String method, String path, Limit limit) {
        assertThat(CountedRequests.limits(method, path)).isEqualTo(List.of(limit, Limit.AUTH));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/auth/refresh, AUTH",
        "GET, /api/auth/sessions, AUTH",
        "GET, /api/auth/login, AUTH",
        "POST, /api/auth/verify-2fa, AUTH",
        "POST, /api/admin/verify-2fa, AUTH",
        "POST, /challenge, AUTH",
        "POST, /email/undo, AUTH",
        "PATCH, /api/account, WRITE",
        "DELETE, /api/files/1, WRITE",
        "POST, /account/sessions, WRITE",
        "POST, /api/authority, WRITE",
        "POST, /logout, WRITE",
        "POST, /, WRITE",
        "GET, /, READ",
        "GET, /login, READ",
        "HEAD, /account, READ",
        "GET, /api, READ",
        "GET, /api/account, READ",
        "GET, /assetsandmore, READ",
        "OPTIONS, /api/files, READ"
    })
    void putsEveryOtherRequestIntoOneTier(String method, String path, Limit tier) {
        assertThat(CountedRequests.limits(method, path)).isEqualTo(List.of(tier));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/gatehouse.css",
                "/health",
                "/health/ready",
                "/metrics",
                "/metrics/base",
                "/.well-known/jwks.json",
                "/docs/",
                "/openapi",
                "/webjars/swagger-ui/x.css"
            })
    void leavesOutWhatIsTheSameForEveryone(String path) {
        assertThat(CountedRequests.limits("GET", path)).isEmpty();
    }
}

package dev.gatehouse.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Slowness;
import dev.gatehouse.web.testing.Wire;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text made to be slow to match takes no longer than plain text of its length, in every field that a pattern reads. */
@Tag("alone")
class SlowPatternIT extends OverHttp {

    private static final int LONG = 60_000;

    private final Wire wire = new Wire(SERVER.port());

    @ParameterizedTest
    @Row("IN-09")
    @ValueSource(strings = {"a.", "-", "a", "@", " ", "a@a.", "aA1-", "\\u00df"})
    void costsNoMoreThanPlainTextInABody(String piece) {
        for (String field : List.of("email", "firstName", "name", "userType", "password", "locale")) {
            compare(slow -> api.post("/api/auth/signup").body(json(field, slow)).send(), piece);
        }
        compare(
                slow -> api.post("/api/auth/verify-email/resend")
                        .body(json("email", slow))
                        .send(),
                piece);
        compare(
                slow -> api.post("/api/auth/refresh")
                        .body(json("refreshToken", slow))
                        .send(),
                piece);
        compare(
                slow -> api.post("/api/auth/verify-email")
                        .body(json("token", slow))
                        .send(),
                piece);
    }

    /** Just as long as an address may be before it is not even looked at. */
    @ParameterizedTest
    @Row("IN-09")
    @ValueSource(strings = {"a.", "a-", "a", "-a", "a--"})
    void costsNoMoreThanPlainTextInAnAddress(String piece) {
        String domain = piece.repeat(400 / piece.length());
        String local = piece.repeat(60 / piece.length());

        assertThat(Slowness.of(() -> {
                    resend("ada@" + domain + "!");
                    resend(local + "!@" + domain + "!");
                    resend("ada@" + domain + "1");
                }))
                .isLessThan(Slowness.limit(() -> {
                    resend("ada@example.org");
                    resend("ada@example.org");
                    resend("ada@example.org");
                }));
    }

    @ParameterizedTest
    @Row("IN-09")
    @ValueSource(strings = {"a", "/a", "a/", "a.", "%20", "a=", "-/", "1", "("})
    void costsNoMoreThanPlainTextInAPathAQueryOrAHeader(String piece) {
        String slow = piece.repeat(6_000 / piece.length());
        String plain = "x".repeat(6_000);

        for (String start : List.of(
                "/",
                "/api/",
                "/login?returnTo=/",
                "/verify?token=",
                "/api/account/activity?cursor=",
                "/docs/",
                "/assets/")) {
            bounded("GET " + start + slow + "%41 HTTP/1.1", "GET " + start + plain + " HTTP/1.1", "X-A: b");
        }
        for (String header : List.of(
                "User-Agent",
                "X-Request-Id",
                "Accept",
                "Accept-Language",
                "Cookie",
                "Authorization",
                "Origin",
                "Content-Type",
                "Cookie: gatehouse_session",
                "If-None-Match",
                "Range")) {
            String separator = header.contains(":") ? "=" : ": ";
            assertThat(Slowness.of(() -> wire.lines("GET /login HTTP/1.1", header + separator + slow + "!\\\"")))
                    .as(header)
                    .isLessThan(Slowness.limit(() -> wire.lines("GET /login HTTP/1.1", header + separator + plain)));
        }
    }

    /** Where a stored text is taken apart to be shown: the device of a session, the links of a mail. */
    @Test
    @Row("IN-09")
    void costsNoMoreThanPlainTextWhereItIsShown() {
        String address = people.verified();
        for (String piece : List.of("Mozilla/", "(", "Chrome/1", "Version/ ", "Windows NT ", ";", "Firefox")) {
            api.post("/api/auth/login")
                    .header("User-Agent", piece.repeat(4_000 / piece.length()))
                    .json("email", address, "password", People.PASSWORD)
                    .send()
                    .hasStatus(200);
        }
        Browser busy = Browser.signedIn(api, address);
        String other = people.verified();
        for (int i = 0; i < 7; i++) {
            people.signIn(other);
        }
        Browser plain = Browser.signedIn(api, other);

        assertThat(Slowness.of(() -> busy.get("/account/sessions")))
                .isLessThan(Slowness.limit(() -> plain.get("/account/sessions")));
    }

    private void bounded(String slow, String plain, String header) {
        assertThat(Slowness.of(() -> wire.lines(slow, header)))
                .as(slow.substring(0, 60))
                .isLessThan(Slowness.limit(() -> wire.lines(plain, header)));
    }

    private void compare(java.util.function.Consumer<String> request, String piece) {
        int length = piece.startsWith("\\") ? 1 : piece.length();
        String slow = piece.repeat(LONG / (length * (piece.startsWith("\\u") ? 6 : 2)));
        assertThat(Slowness.of(() -> request.accept(slow)))
                .isLessThan(Slowness.limit(() -> request.accept("x".repeat(slow.length()))));
    }

    private void resend(String address) {
        api.post("/api/auth/verify-email/resend").json("email", address).send();
    }

    private static String json(String field, String text) {
        return "{\"" + field + "\":\"" + text + "!\"}";
    }
}

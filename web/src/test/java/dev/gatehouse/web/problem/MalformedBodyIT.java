package dev.gatehouse.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Slowness;
import dev.gatehouse.web.testing.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no call can use; whatever is refused leaves no row behind. */
class MalformedBodyIT extends OverHttp {

    private static final String SIGN_UP = "/api/auth/signup";

    private final Wire wire = new Wire(SERVER.port());
    private Map<String, Long> before;

    @BeforeEach
    void count() {
        before = rows.counts();
    }

    @AfterEach
    void leavesNothingBehind() {
        assertThat(rows.counts()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[{\"email\":\"ada@example.org\"}]",
                "{\"email\":}",
                "{\"email\":\"ada@example.org\"",
                "{\"email\":\"ada@example.org\"}}",
                "{\"email\":\"ada@example.org\"} x",
                "{'email':'ada@example.org'}",
                "{\"email\":\"\\x\"}",
                "{\"email\":\"\\u12\"}",
                "{\"email\":\"a\nb\"}",
                "{\"n\":1e99999999999}{",
                "{\"n\":NaN}",
                "\uFEFFx",
                "email=ada@example.org"
            })
    void refusesWhatIsNoJsonObject(String body) {
        post(body).isProblem(400, "malformed_request");
    }

    @Test
    void refusesAMissingBody() {
        Answer answer =
                wire.lines("POST " + SIGN_UP + " HTTP/1.1", "Content-Type: application/json", "Content-Length: 0");

        answer.isProblem(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/auth/signup",
                "/api/auth/verify-email",
                "/api/auth/verify-email/resend",
                "/api/auth/login",
                "/api/auth/refresh"
            })
    void refusesARequestThatSaysNothingAtAll(String path) {
        wire.lines("POST " + path + " HTTP/1.1", "Content-Length: 0").isProblem(400, "malformed_request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "email         | 1",
                "email         | ['ada@example.org','eve@example.org']",
                "email         | {'address':'ada@example.org'}",
                "email         | true",
                "password      | 12345678",
                "password      | ['Correct-Horse-42']",
                "firstName     | 1.5",
                "lastName      | {}",
                "userType      | []",
                "acceptTerms   | 'yes'",
                "acceptTerms   | 1",
                "acceptTerms   | [true]"
            })
    void refusesAValueOfAnotherTypeNamingItsField(String field, String value) {
        post("{\"" + field + "\":" + value.replace('\'', '"') + "}")
                .isProblem(400, "validation_failed")
                .names(field);
    }

    @Test
    void refusesWrongTypesOnOtherCallsToo() {
        api.post("/api/auth/login")
                .body("{\"email\":[\"a\"],\"password\":{\"$ne\":null}}")
                .send()
                .isProblem(400, "validation_failed")
                .names("email", "password");
        api.post("/api/auth/refresh")
                .body("{\"refreshToken\":1}")
                .send()
                .isProblem(400, "validation_failed")
                .names("refreshToken");
        api.post("/api/auth/verify-email")
                .body("{\"token\":true}")
                .send()
                .isProblem(400, "validation_failed")
                .names("token");
        api.post("/api/auth/verify-email/resend")
                .body("{\"email\":[\"a@example.org\",\"b@example.org\"]}")
                .send()
                .isProblem(400, "validation_failed")
                .names("email");
    }

    @ParameterizedTest
    @Row("IN-07")
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\uD800", "\\uDC00", "a\\uD83Dz", "\\uDC0E\\uD83D"})
    void refusesCharactersThatNoTextMayHave(String text) {
        for (String field : new String[] {"email", "password", "firstName", "lastName", "name", "userType"}) {
            post("{\"" + field + "\":\"" + text + "\"}")
                    .isProblem(400, "validation_failed")
                    .names(field);
        }
    }

    @Test
    @Row("IN-07")
    void refusesBytesThatAreNotUtf8() {
        for (byte[] bytes : new byte[][] {
            {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'},
            {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'},
            {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'},
            "{\"email\":\"ad\u00e4@example.org\"}".getBytes(StandardCharsets.ISO_8859_1),
            "{\"email\":\"ada@example.org\"}".getBytes(StandardCharsets.UTF_16)
        }) {
            api.post(SIGN_UP)
                    .body("application/json", BodyPublishers.ofByteArray(bytes))
                    .send()
                    .isProblem(400, "malformed_request");
        }
    }

    @Test
    @Row("IN-03")
    void refusesMoreThan64KiB() {
        String tooMuch = "{\"email\":\"" + "x".repeat(64 * 1024) + "\"}";

        post(tooMuch).isProblem(413, "payload_too_large");
        chunked(tooMuch).isProblem(413, "payload_too_large");
        chunked("{\"email\":\"" + "x".repeat(5_000_000) + "\"}").isProblem(413, "payload_too_large");
    }

    @Test
    void readsUpTo64KiB() {
        String most = "{\"x\":\"" + "x".repeat(64 * 1024 - 8) + "\"}";

        post(most).isProblem(400, "validation_failed");
        chunked(most).isProblem(400, "validation_failed");
    }

    @Test
    @Row("IN-03")
    void refusesNestingBeyond50() {
        post("{\"x\":" + "[".repeat(50) + "]".repeat(50) + "}").isProblem(400, "malformed_request");
        post("{\"x\":" + "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}")
                .isProblem(400, "malformed_request");
        post("[".repeat(60_000)).isProblem(400, "malformed_request");
        post("{\"x\":" + "[".repeat(49) + "]".repeat(49) + "}").isProblem(400, "validation_failed");
    }

    @Test
    @Row("IN-03")
    void refusesToReckonWithNumbersBeyondAllBounds() {
        post("{\"x\":1" + "0".repeat(60_000) + "}").isProblem(400, "malformed_request");
        post("{\"x\":1e99999999999}").isProblem(400, "malformed_request");
        post("{\"email\":1e999999999}").isProblem(400, "validation_failed").names("email");
    }

    /** One reader believes the first, another the last of two. */
    @ParameterizedTest
    @Row("IN-03")
    @ValueSource(
            strings = {
                "{\"email\":\"a@example.org\",\"email\":\"b@example.org\"}",
                "{\"email\":\"a@example.org\",\"\\u0065mail\":\"b@example.org\"}",
                "{\"x\":1,\"x\":1}",
                "{\"x\":{\"y\":1,\"y\":2}}",
                "{\"x\":[{\"y\":1,\"y\":2}]}"
            })
    void refusesTheSameNameTwice(String body) {
        post(body).isProblem(400, "malformed_request");
    }

    @Test
    @Row("IN-03")
    void takesNoLongerForManyFieldsThanForOne() {
        // names with the same hash: where they are not told apart otherwise, each costs a walk along all before it
        String many = IntStream.range(0, 1 << 11)
                .mapToObj(number -> IntStream.range(0, 11)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .map(name -> "\"" + name + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
        String one = "{\"x\":\"" + "x".repeat(many.length() - 8) + "\"}";

        assertThat(Slowness.of(() -> post(many).isProblem(400, "validation_failed")))
                .isLessThan(Slowness.limit(() -> post(one).isProblem(400, "validation_failed")));
    }

    @ParameterizedTest
    @Row("IN-05")
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "text/json",
                "application/jsonp"
            })
    void refusesOtherContentTypes(String contentType) {
        for (String path : new String[] {SIGN_UP, "/api/auth/login", "/api/auth/refresh", "/api/auth/verify-email"}) {
            api.post(path)
                    .body(contentType, BodyPublishers.ofString("{}"))
                    .send()
                    .isProblem(415, "unsupported_media_type");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "application", "application/", "application/json; charset=\"", ";;;", "*/*"})
    void refusesAContentTypeThatIsNone(String contentType) {
        Answer answer = wire.body(
                "POST " + SIGN_UP + " HTTP/1.1",
                "{}".getBytes(StandardCharsets.UTF_8),
                "Content-Type: " + contentType,
                "Content-Length: 2");

        assertThat(answer.status()).isIn(400, 415);
        answer.isProblem(answer.status(), answer.text("code"));
    }

    @Test
    void refusesABodyWithoutAContentType() {
        Answer answer =
                wire.body("POST " + SIGN_UP + " HTTP/1.1", "{}".getBytes(StandardCharsets.UTF_8), "Content-Length: 2");

        assertThat(answer.status()).isIn(400, 415);
        answer.isProblem(answer.status(), answer.text("code"));
    }

    @Test
    void takesJsonWithACharset() {
        api.post(SIGN_UP)
                .body("application/json; charset=utf-8", BodyPublishers.ofString("{}"))
                .send()
                .isProblem(400, "validation_failed");
    }

    private Answer post(String body) {
        return api.post(SIGN_UP).body(body).send();
    }

    private Answer chunked(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return api.post(SIGN_UP)
                .body("application/json", BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                .send();
    }
}

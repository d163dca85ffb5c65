package dev.gatehouse.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What came back. */
public record Answer(int status, HttpHeaders headers, byte[] body) {

    /** Traces of our inside that no client may ever see. */
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\bat [a-z]+\\.|dev\\.gatehouse|org\\.|jakarta\\.|java\\.|com\\.sun|SELECT |INSERT |UPDATE |SQLSTATE"
                    + "|ERROR:|Payara|GlassFish|Grizzly|Jersey|<html",
            Pattern.CASE_INSENSITIVE);

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonObject json() {
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        }
    }

    /** A text field of the JSON answer. */
    public String text(String field) {
        return json().getString(field);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The value that the answer sets this cookie to. */
    public Optional<String> cookie(String name) {
        return cookieLine(name).map(line -> line.substring(name.length() + 1, line.indexOf(';')));
    }

    /** The whole {@code Set-Cookie} line of this cookie. */
    public Optional<String> cookieLine(String name) {
        List<String> lines = headers.allValues("Set-Cookie").stream()
                .filter(line -> line.startsWith(name + "="))
                .toList();
        assertThat(lines).hasSizeLessThanOrEqualTo(1);
        return lines.stream().findFirst();
    }

    public Answer hasStatus(int expected) {
        assertThat(status).as(text()).isEqualTo(expected);
        return this;
    }

    /** Checks that this is a whole problem document (RFC 9457) with nothing of our inside in it. */
    public Answer isProblem(int expectedStatus, String code) {
        assertThat(status).as(text()).isEqualTo(expectedStatus);
        assertThat(header("Content-Type").orElse("none").split(";", 2)[0]).isEqualTo("application/problem+json");
        JsonObject problem = json();
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("type")).isEqualTo("urn:gatehouse:problem:" + code);
        assertThat(problem.getInt("status")).isEqualTo(expectedStatus);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("requestId"))
                .isEqualTo(header("X-Request-Id").orElse("none"));
        assertThat(problem.keySet())
                .isSubsetOf("type", "title", "status", "detail", "code", "requestId", "errors", "enrolmentToken");
        assertThat(text()).doesNotContainPattern(INSIDE);
        return this;
    }

    /** Checks that a problem names exactly these fields, each with words. */
    public Answer names(String... fields) {
        List<JsonObject> errors = json().getJsonArray("errors").getValuesAs(JsonObject.class);
        assertThat(errors)
                .allSatisfy(error -> assertThat(error.getString("message")).isNotBlank());
        assertThat(errors.stream().map(error -> error.getString("field")).distinct())
                .containsExactlyInAnyOrder(fields);
        return this;
    }
}

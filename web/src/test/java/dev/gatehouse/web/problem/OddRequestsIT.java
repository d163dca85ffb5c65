package dev.gatehouse.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no well-behaved client would make. */
class OddRequestsIT extends OverHttp {

    private final Wire wire = new Wire(SERVER.port());

    @ParameterizedTest
    @Row("AZ-09")
    @ValueSource(
            strings = {
                "/api/acc%6Funt",
                "/%61pi/account",
                "/api/account%2e",
                "/api/./account",
                "/api/../api/account",
                "/api/%2e%2e/api/account",
                "/api/%2e%2e%2fhealth",
                "/api/%2e%2e%2flogin",
                "/api/..;/account",
                "/api/account;x=y",
                "/api/account;jsessionid=x;y",
                "/api//account",
                "//api/account",
                "/api/account//",
                "/api/acc%C3%B6unt",
                "/api/<script>alert(1)</script>",
                "/api/account'--"
            })
    void doesNotFindPathsThatTwoReadersCouldReadDifferently(String path) {
        wire.lines("GET " + path + " HTTP/1.1").isProblem(404, "not_found");
    }

    @Test
    @Row({"AZ-09", "WB-01"})
    void letsNoFormPastItsTokenByAnOddPath() {
        for (String path : List.of("/api/%2e%2e%2flogin", "/api/%2e%2e/login", "/api/../login", "/api/..;/login")) {
            Answer answer = wire.body(
                    "POST " + path + " HTTP/1.1",
                    new byte[] {'x', '=', '1'},
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: 3");

            answer.isProblem(404, "not_found");
        }
    }

    @ParameterizedTest
    @Row("WB-05")
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/web-inf/web.xml",
                "/WEB-INF%2fweb.xml",
                "/%57EB-INF/web.xml",
                "/.//WEB-INF/web.xml",
                "/./WEB-INF/web.xml",
                "/assets/../WEB-INF/web.xml",
                "/assets/..%2fWEB-INF/web.xml",
                "/assets/%252e%252e/WEB-INF/web.xml",
                "/WEB-INF/classes/META-INF/microprofile-config.properties",
                "/META-INF/MANIFEST.MF",
                "/META-INF/maven/dev.gatehouse/web/pom.xml",
                "/jakarta.faces.resource/web.xml?ln=../WEB-INF",
                "/jakarta.faces.resource/web.xml?loc=../WEB-INF",
                "/jakarta.faces.resource/..%2fWEB-INF%2fweb.xml",
                "/jakarta.faces.resource/web.xml?loc=..%2fWEB-INF",
                "/jakarta.faces.resource/web.xml?con=../WEB-INF",
                "/jakarta.faces.resource/web.xml?con=..%5cWEB-INF&ln=x",
                "/jakarta.faces.resource/web.xml.xhtml?ln=../WEB-INF",
                "/jakarta.faces.resource/web.xml.xhtml?ln=..%2fWEB-INF",
                "/jakarta.faces.resource/web.xml.xhtml?loc=../WEB-INF",
                "/jakarta.faces.resource/web.xml.xhtml?con=../WEB-INF",
                "/jakarta.faces.resource/./WEB-INF/web.xml.xhtml?ln=..",
                "/jakarta.faces.resource/$/../WEB-INF/web.xml.xhtml",
                "/javax.faces.resource/web.xml.jsf?ln=../WEB-INF",
                "/javax.faces.resource/web.xml.xhtml?loc=..%252fWEB-INF",
                "/.//WEB-INF/classes/dev/gatehouse/web/RestApi.class",
                "/.//WEB-INF/templates/error.html",
                "/.//META-INF/MANIFEST.MF",
                "//WEB-INF/web.xml",
                "/./././WEB-INF/./web.xml",
                "/;/WEB-INF/web.xml",
                "/WEB-INF;x/web.xml",
                "/WEB-INF/;x/web.xml",
                "/WEB-INF/web.xml;.css",
                "/WEB-INF./web.xml",
                "/WEB-INF%00/web.xml",
                "/WEB-INF\\web.xml",
                "/%2e/WEB-INF/web.xml",
                "/%2e%2e/ROOT/WEB-INF/web.xml",
                "/%252e%252e/WEB-INF/web.xml",
                "/WEB%2dINF/web.xml",
                "/WEB-INF%5cweb.xml",
                "/..%2f..%2f..%2fetc%2fpasswd",
                "/../../../../etc/passwd",
                "/assets/%2e%2e/%2e%2e/encryption.key",
                "/webjars/..%2f..%2fWEB-INF/web.xml",
                "/docs/../WEB-INF/web.xml",
                "/docs/%2e%2e/WEB-INF/web.xml",
                "/api/../WEB-INF/web.xml",
                "/WEB-INF/templates/page.xhtml",
                "/WEB-INF/tags/csrf",
                "/WEB-INF/templates/error.html",
                "/WEB-INF/classes/dev/gatehouse/web/RestApi.class",
                "/WEB-INF/payara-web.xml",
                "/WEB-INF/lib/",
                "/META-INF/persistence.xml",
                "/dev/gatehouse/web/RestApi.class",
                "/db/changelog.xml",
                "/index.xhtml",
                "/login.xhtml",
                "/.git/config",
                "/pom.xml"
            })
    void servesNothingFromBehindThePages(String path) {
        for (String method : List.of("GET", "HEAD", "POST")) {
            Answer answer = wire.lines(method + " " + path + " HTTP/1.1", "Content-Length: 0");

            assertThat(answer.status()).as(method).isIn(400, 403, 404, 415);
            assertThat(answer.text())
                    .doesNotContain(
                            "<web-app",
                            "filter-class",
                            "Manifest-Version",
                            "mp.openapi",
                            "<project",
                            "ui:composition",
                            "[[title]]",
                            "\u00ca\u00fe\u00ba\u00be",
                            "root:x:",
                            "databaseChangeLog",
                            "<persistence");
        }
    }

    @ParameterizedTest
    @Row("IN-07")
    @ValueSource(
            strings = {
                "/api/%",
                "/api/%zz",
                "/api/%00",
                "/api/account%00",
                "/api/%c0%af",
                "/api/\\..\\account",
                "/api/account?x=%",
                "/api/account/activity?limit=%zz",
                "/api/account/activity?cursor=%ff%fe",
                "/api/account/activity?cursor=%00",
                "*",
                "x"
            })
    void survivesTargetsThatAreNone(String target) {
        Answer answer = wire.lines("GET " + target + " HTTP/1.1");

        assertThat(answer.status())
                .isLessThan(500)
                .as(answer.text())
                .satisfiesAnyOf(
                        status -> assertThat(status).isIn(400, 401, 404),
                        // The container ends what it cannot parse with an empty answer of its own, before any of our
                        // code.
                        status -> assertThat(answer.body()).isEmpty());
    }

    @Test
    void survivesTargetsOfAnyLength() {
        assertThat(wire.lines("GET /api/" + "a".repeat(6_000) + " HTTP/1.1").status())
                .isEqualTo(404);
        assertThat(wire.lines("GET /api/" + "a".repeat(20_000) + " HTTP/1.1").status())
                .isIn(400, 414);
    }

    @ParameterizedTest
    @Row("IN-07")
    @ValueSource(
            strings = {
                "X-A: a\u0000b",
                "X-A",
                ": x",
                "X A: b",
                "User-Agent: \u00ff\u00fe",
                "Accept: ;;;",
                "Accept: x/y/z",
                "Accept-Language: \u00ff, *;q=x",
                "Accept-Language: ../../../etc/passwd",
                "Cookie: =;;=\"",
                "Cookie: gatehouse_session=\u00ff",
                "Content-Length: -1",
                "Content-Length: x",
                "Transfer-Encoding: x",
                "Authorization: \u00ff",
                "Origin: \u00ff",
                "If-Modified-Since: yesterday",
                "Range: bytes=5-1"
            })
    void survivesOddHeaders(String header) {
        Answer answer = wire.lines("GET /api/account HTTP/1.1", header);

        assertThat(answer.status()).as(answer.text()).isIn(400, 401, 406);
    }

    @Test
    void refusesMessagesWhoseEndIsUncertain() {
        Map<String, Long> before = rows.counts();
        byte[] body = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        for (List<String> headers : List.of(
                List.of("Transfer-Encoding: chunked", "Content-Length: 2"),
                List.of("Content-Length: 2", "Content-Length: 3"))) {
            List<String> all = new java.util.ArrayList<>(headers);
            all.add("Content-Type: application/json");
            Answer answer = wire.body("POST /api/auth/login HTTP/1.1", body, all.toArray(String[]::new));
            assertThat(answer.status()).isEqualTo(400);
        }

        assertThat(rows.counts()).isEqualTo(before);
    }
}

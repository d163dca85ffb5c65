package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A door has one spelling: however its path or its method is dressed up, a stranger finds it closed. */
class ProtectedPathsIT extends OverHttp {

    private final Wire wire = new Wire(SERVER.port());

    @ParameterizedTest
    @Row("AZ-09")
    @ValueSource(
            strings = {
                "/api/account",
                "/api/account/activity",
                "/api/account/export",
                "/api/auth/sessions",
                "/api/files/usage",
                "/account",
                "/account/sessions",
                "/account/activity",
                "/account/security",
                "/account/reauthenticate"
            })
    void openToNobodyUnderAnotherSpelling(String path) {
        Browser ada = Browser.signedIn(api, people.verified());
        assertThat(ada.get(path).status()).isEqualTo(200);

        for (String method : List.of("GET", "HEAD")) {
            assertThat(wire.lines(method + " " + path + "/ HTTP/1.1").status()).isIn(303, 401, 404);
        }
        for (String spelling : spellings(path)) {
            for (String method : List.of("GET", "HEAD")) {
                Answer stranger = wire.lines(method + " " + spelling + " HTTP/1.1");

                if (!isTheContainersOwn(stranger)) {
                    assertThat(stranger.status()).as(method + " " + spelling).isIn(301, 302, 303, 400, 401, 404, 405);
                    assertThat(stranger.header("Location").orElse("/login"))
                            .as(spelling)
                            .startsWith("/login");
                }
            }
            // Nor does the owner find a second name for it that a proxy in front would not know.
            Answer owner = wire.lines("GET " + spelling + " HTTP/1.1", "Cookie: " + ada.cookieHeader());
            if (!isTheContainersOwn(owner)) {
                assertThat(owner.status()).as(spelling + " for the owner").isIn(400, 404);
            }
        }
    }

    /** Over some paths that end in dots the container fails by itself, before any of our code, with an empty answer. */
    private static boolean isTheContainersOwn(Answer answer) {
        return answer.header("X-Request-Id").isEmpty() && answer.body().length == 0;
    }

    @Test
    @Row("AZ-09")
    void openToNobodyByAnotherMethod() {
        SignedIn ada = people.signedIn();
        Map<String, Long> before = rows.counts();

        for (String path : List.of("/api/account", "/api/auth/sessions", "/account", "/account/sessions", "/metrics")) {
            for (String method : List.of(
                    "OPTIONS",
                    "TRACE",
                    "PROPFIND",
                    "FOO",
                    "get",
                    "Get",
                    "GETX",
                    "PUT",
                    "DELETE",
                    "PATCH",
                    "LOCK",
                    "DEBUG")) {
                Answer answer = wire.lines(method + " " + path + " HTTP/1.1", "Content-Length: 0");

                assertThat(answer.status())
                        .as(method + " " + path)
                        .satisfiesAnyOf(
                                status -> assertThat(status).isIn(303, 400, 401, 403, 404, 405, 415),
                                status -> assertThat(method).isEqualTo("OPTIONS"));
                assertThat(answer.text()).doesNotContain("\"email\"", "<form id=\"profileForm\"", "# TYPE");
            }
        }
        assertThat(rows.counts().get("session.session")).isEqualTo(before.get("session.session"));
        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
    }

    @Test
    @Row("AZ-09")
    void lendNoMethodToAnother() {
        SignedIn ada = people.signedIn();
        SignedIn phone = people.signIn(ada.email());
        String sessions = "/api/auth/sessions";

        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")) {
            for (String method : List.of("DELETE", "POST", "PATCH")) {
                api.get(sessions + "/" + phone.session() + "?_method=" + method + "&method=" + method)
                        .bearer(ada.accessToken())
                        .header(header, method)
                        .send()
                        .isProblem(405, "method_not_allowed");
                api.post(sessions + "/" + phone.session() + "?_method=" + method)
                        .bearer(ada.accessToken())
                        .header(header, method)
                        .send()
                        .isProblem(405, "method_not_allowed");
            }
        }

        api.get("/api/account").bearer(phone.accessToken()).send().hasStatus(200);
    }

    /** Who rewrites a path for a server behind it does so in such headers. */
    @ParameterizedTest
    @Row("AZ-09")
    @ValueSource(strings = {"X-Original-URL", "X-Rewrite-URL", "X-Original-URI", "X-Accel-Redirect", "Destination"})
    void openToNobodyThroughAHeader(String header) {
        for (String path : List.of("/api/account", "/account", "/WEB-INF/web.xml")) {
            Answer home = wire.lines("GET / HTTP/1.1", header + ": " + path);
            assertThat(home.status()).isEqualTo(200);
            assertThat(home.text()).doesNotContain("profileForm", "<web-app");
            wire.lines("GET /api/account HTTP/1.1", header + ": /").isProblem(401, "unauthenticated");
            assertThat(wire.lines("GET /account HTTP/1.1", header + ": /").status())
                    .isEqualTo(303);
        }
    }

    private static List<String> spellings(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String start = path.substring(0, path.length() - last.length());
        List<String> all = new ArrayList<>(List.of(
                path + ";",
                path + ";x=y",
                path + ";jsessionid=1",
                path + ";.css",
                path + "/;/",
                path + "//",
                path + "/.",
                path + "/./",
                path + "/x/..",
                path + "/%2e",
                path + "/%2e%2e/" + last,
                path + "%2f",
                path + "%5c",
                path + "%00",
                path + "%00.css",
                path + "%0a",
                path + "%09",
                path + "%20",
                path + "%23",
                path + "%3f",
                path + "%3b",
                path + ".",
                path + "..",
                path + ".css",
                path + ".json",
                path + ".html",
                path + ".xhtml",
                path + ".jsf",
                path + ".faces",
                path + "~",
                path.toUpperCase(Locale.ROOT),
                start + last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1),
                "/" + path,
                "/." + path,
                "/x/.." + path,
                "/assets/.." + path,
                "/login/.." + path,
                "/login/..;" + path,
                "/health/.." + path,
                "/%2e" + path,
                "/%2e%2e" + path,
                "/;" + path,
                "/;x" + path,
                "/%2f" + path.substring(1),
                "/faces" + path,
                "/faces" + path + ".xhtml",
                start + "%" + Integer.toHexString(last.charAt(0)) + last.substring(1),
                start + "%25" + Integer.toHexString(last.charAt(0)) + last.substring(1),
                start + ";/" + last,
                start + "./" + last,
                start + "/" + last,
                start.replace("/", "\\") + last,
                start + "%c0%ae/" + last,
                "/api/../" + path.substring(1),
                "/index.xhtml" + path));
        all.removeIf(path::equals);
        return all;
    }
}

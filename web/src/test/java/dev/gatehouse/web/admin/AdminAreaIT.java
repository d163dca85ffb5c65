package dev.gatehouse.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api.Call;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose the calls and pages of admins are. A new call is tried by being there. */
class AdminAreaIT extends OverHttp {

    /** These ask for no session: they make one, or take an enrolment token. */
    private static final Set<String> WITHOUT_SESSION = Set.of(
            "POST /api/admin/login",
            "POST /api/admin/verify-2fa",
            "POST /api/admin/refresh",
            "POST /api/admin/password/forgot");

    private static final Set<String> CONSTRUCTIVE = Set.of("POST /api/admin/logout");

    /** What those who may only look must be refused. */
    private static final Set<String> OF_SUPPORT = Set.of(
            "POST /api/admin/users/{id}/unlock",
            "POST /api/admin/users/{id}/revoke-sessions",
            "POST /api/admin/users/{id}/resend-verification",
            "POST /api/admin/invitations/{id}/resend",
            "DELETE /api/admin/sessions/{id}");

    @Test
    @Row("AZ-02")
    void isClosedToStrangers() {
        for (String operation : operations()) {
            call(operation).send().isProblem(401, "unauthenticated");
            call(operation).bearer("x.y.z").send().isProblem(401, "unauthenticated");
        }
        for (String page : List.of("/admin", "/admin/users", "/admin/anything")) {
            Answer answer = new Browser(api).get(page).hasStatus(303);
            assertThat(answer.header("Location").orElseThrow()).startsWith("/admin/login?returnTo=");
        }
    }

    @Test
    @Row("AZ-02")
    void isClosedToUsersWithAnyOfTheirSessions() {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());
        Map<String, Long> before = changeable();

        for (String operation : operations()) {
            call(operation).bearer(ada.accessToken()).send().isProblem(403, "forbidden");
            Call byCookie = call(operation)
                    .header("X-CSRF-Token", browser.cookie("gatehouse_csrf").orElseThrow());
            browser.send(byCookie).isProblem(403, "forbidden");
        }
        for (String page : List.of("/admin", "/admin/users")) {
            browser.get(page).hasStatus(403);
        }

        assertThat(changeable()).isEqualTo(before);
        assertThat(rows.eventsAbout(ada.id())).contains("security.access_denied");
    }

    @Test
    @Row("AZ-02")
    void lendsNothingToItsAdminsInTheAreaOfUsers() {
        Operator olga = operators.signedIn("admin");
        Browser browser = operators.browser(olga.email());

        for (String path : List.of("/api/account", "/api/account/activity", "/api/auth/sessions", "/api/files/usage")) {
            api.get(path).bearer(olga.accessToken()).send().isProblem(403, "forbidden");
            browser.get(path).isProblem(403, "forbidden");
        }
        for (String path : List.of("/account", "/account/sessions", "/account/security")) {
            browser.get(path).hasStatus(403);
        }
        api.post("/api/auth/logout").bearer(olga.accessToken()).send().isProblem(403, "forbidden");
        api.post("/api/auth/refresh")
                .json("refreshToken", olga.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        api.post("/api/admin/refresh")
                .json("refreshToken", people.signedIn().refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        operators.get("/account", olga).send().hasStatus(200);
    }

    @Test
    @Row({"AZ-02", "AZ-05"})
    void letsEachRoleDoWhatItMayAndNoMore() {
        Operator viewer = operators.signedIn("viewer");
        Operator support = operators.signedIn("support");
        Browser console = operators.browser(viewer.email());
        Map<String, Long> before = changeable();

        for (String operation : operations()) {
            boolean reads = operation.startsWith("GET ");
            boolean own = operation.contains("/api/admin/account") || CONSTRUCTIVE.contains(operation);
            if (reads || own) {
                continue;
            }
            call(operation).bearer(viewer.accessToken()).send().isProblem(403, "forbidden");
            console.send(call(operation)
                            .header(
                                    "X-CSRF-Token",
                                    console.cookie("gatehouse_csrf").orElseThrow()))
                    .isProblem(403, "forbidden");
            Answer bySupport = call(operation).bearer(support.accessToken()).send();
            if (OF_SUPPORT.contains(operation)) {
                bySupport.isProblem(404, "not_found");
            } else {
                bySupport.isProblem(403, "forbidden");
            }
        }

        assertThat(changeable()).isEqualTo(before);
        for (String list : List.of("/users", "/sessions", "/invitations", "/admins", "/account")) {
            operators.get(list, viewer).send().hasStatus(200);
        }
    }

    private List<String> operations() {
        JsonObject paths = api.get("/openapi")
                .header("Accept", "application/json")
                .send()
                .json()
                .getJsonObject("paths");
        List<String> operations = paths.entrySet().stream()
                .filter(path -> path.getKey().startsWith("/api/admin/"))
                .flatMap(path -> path.getValue().asJsonObject().keySet().stream()
                        .filter(method ->
                                Set.of("get", "post", "put", "patch", "delete").contains(method))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .filter(operation -> !WITHOUT_SESSION.contains(operation))
                .toList();
        assertThat(operations).hasSizeGreaterThan(20).containsAll(OF_SUPPORT);
        return operations;
    }

    private Call call(String operation) {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation
                .substring(operation.indexOf(' ') + 1)
                .replace("{id}", UUID.randomUUID().toString());
        Call call = api.call(method, path);
        if (path.endsWith("/import")) {
            return call.body("application/jsonl", BodyPublishers.ofString("{\"email\":\"eve@example.org\"}\n"));
        }
        return Set.of("POST", "PATCH").contains(method)
                ? call.json("reason", "x", "email", "eve@example.org", "role", "admin", "code", "123456")
                : call;
    }

    /** All that a request could change but the trail, which tells of the refusals. */
    private Map<String, Long> changeable() {
        Map<String, Long> counts = new LinkedHashMap<>(rows.counts());
        counts.keySet().removeIf(table -> table.startsWith("audit."));
        counts.put("live", rows.number("SELECT count(*) FROM session.session WHERE revoked_at IS NULL"));
        counts.put("admins", rows.number("SELECT count(*) FROM auth.admin_account"));
        counts.put("invitations", rows.number("SELECT count(*) FROM auth.invitation"));
        return counts;
    }
}

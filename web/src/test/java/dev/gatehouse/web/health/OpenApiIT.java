package dev.gatehouse.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiIT extends OverHttp {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void listsEveryPath() {
        assertThat(paths().keySet())
                .contains(
                        "/api/auth/signup",
                        "/api/auth/verify-email",
                        "/api/auth/verify-email/resend",
                        "/api/auth/login",
                        "/api/auth/refresh",
                        "/api/auth/sessions",
                        "/api/auth/sessions/{id}",
                        "/api/auth/logout",
                        "/api/auth/logout-all",
                        "/api/auth/verify-2fa",
                        "/api/auth/challenge/email",
                        "/api/account/totp",
                        "/api/account/totp/confirm",
                        "/api/account/recovery-codes",
                        "/api/account/email-otp",
                        "/api/account",
                        "/api/auth/invitations/accept",
                        "/api/admin/login",
                        "/api/admin/verify-2fa",
                        "/api/admin/refresh",
                        "/api/admin/logout",
                        "/api/admin/users",
                        "/api/admin/users/{id}",
                        "/api/admin/users/import",
                        "/api/admin/sessions",
                        "/api/admin/invitations",
                        "/api/admin/admins",
                        "/api/admin/admins/{id}",
                        "/api/account/activity",
                        "/api/files",
                        "/api/files/{id}",
                        "/api/files/{id}/content",
                        "/api/files/usage",
                        "/api/account/picture",
                        "/api/users/{id}/picture",
                        "/api/admin/users/{id}/picture",
                        "/api/account/export",
                        "/api/uploads",
                        "/api/uploads/{id}",
                        "/api/dev/mail",
                        "/api/dev/rate-limits");
    }

    @Test
    void sumsUpEveryOperation() {
        List<String> without = new ArrayList<>();
        paths().forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
            if (METHODS.contains(method)
                    && operation.asJsonObject().getString("summary", "").isBlank()) {
                without.add(method + " " + path);
            }
        }));

        assertThat(without).isEmpty();
    }

    @Test
    void saysOfEveryOperationThatItMayBeAskedForTooOften() {
        List<String> limited = new ArrayList<>();
        List<String> others = new ArrayList<>();
        paths().forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                JsonObject responses = operation.asJsonObject().getJsonObject("responses");
                boolean refusal = responses.size() > 1 && isRefusal(responses.getJsonObject("429"));
                (refusal ? limited : others).add(method + " " + path);
            }
        }));

        assertThat(limited).contains("post /api/auth/login", "get /api/account", "post /api/admin/users/import");
        assertThat(others).containsExactly("delete /api/dev/rate-limits");
    }

    private static boolean isRefusal(JsonObject response) {
        return response != null
                && response.getJsonObject("headers")
                        .keySet()
                        .equals(Set.of("Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"))
                && response.getJsonObject("content").containsKey("application/problem+json");
    }

    @Test
    void describesTheFieldsOfASignUp() {
        JsonObject schemas = document().getJsonObject("components").getJsonObject("schemas");

        assertThat(schemas.getJsonObject("SignUpBody")
                        .getJsonObject("properties")
                        .keySet())
                .contains("email", "password", "firstName", "lastName", "acceptTerms");
        assertThat(schemas.getJsonObject("TokenAnswer")
                        .getJsonObject("properties")
                        .keySet())
                .contains("accessToken", "refreshToken", "expiresIn", "user");
    }

    @Test
    void isWrittenInYamlUnlessJsonIsWanted() {
        assertThat(api.get("/openapi").send().hasStatus(200).text()).startsWith("openapi:");
    }

    @Test
    void isReadByAPage() {
        Answer page = api.get("/docs/").send().hasStatus(200);

        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
    }

    private JsonObject paths() {
        JsonObject paths = document().getJsonObject("paths");
        assertThat(paths.values()).isNotEmpty().noneMatch(item -> item.equals(JsonValue.NULL));
        return paths;
    }

    private JsonObject document() {
        return api.get("/openapi")
                .header("Accept", "application/json")
                .send()
                .hasStatus(200)
                .json();
    }
}

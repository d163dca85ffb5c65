package dev.gatehouse.web.problem;

import static dev.gatehouse.web.problem.AnswerFieldsIT.fieldsOf;
import static dev.gatehouse.web.problem.AnswerFieldsIT.in;
import static dev.gatehouse.web.problem.AnswerFieldsIT.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every answer to an admin, down to its last field. */
class AdminAnswerFieldsIT extends OverHttp {

    private static final String USER = "id email firstName lastName name userType status emailVerified twoFactorEnabled"
            + " passwordResetRequired locale disabledAt disabledReason createdAt lastLoginAt";
    private static final String ADMIN = "id email firstName lastName role";
    private static final String LISTED = ADMIN + " disabled twoFactorEnabled createdAt lastLoginAt";
    private static final String MIGRATION = "id from to state total done bytes failed requestedBy createdAt finishedAt";
    private static final String TOKENS = "accessToken token refreshToken expiresIn tokenType user " + in("user", ADMIN);

    @Test
    @Row("AZ-08")
    void holdsDocumentedFieldsOnly() {
        Operator olga = operators.signedIn("admin");
        People.SignedIn ada = people.signedIn();
        String token = operators.invitation(people.address(), "viewer", olga);
        rows.change("INSERT INTO storage.backend_move (id, from_backend, to_backend, state, total, requested_by,"
                + " finished_at) VALUES (gen_random_uuid(), 'local', 's3', 'finished', 0, gen_random_uuid(), now())");
        Map<Answer, String> answers = new LinkedHashMap<>();

        answers.put(operators.logIn(olga.email(), People.PASSWORD), TOKENS);
        answers.put(
                api.post("/api/admin/refresh")
                        .json("refreshToken", olga.refreshToken())
                        .send(),
                TOKENS);
        answers.put(operators.get("/account", olga).send(), ADMIN);
        answers.put(operators.get("/users/" + ada.id(), olga).send(), USER);
        answers.put(operators.get("/users", olga).send(), "items nextCursor " + in("items[]", USER));
        answers.put(
                operators.get("/sessions", olga).send(),
                "items nextCursor "
                        + in(
                                "items[]",
                                "id accountId area deviceName ipAddress userAgent createdAt lastUsedAt expiresAt"));
        answers.put(
                operators.get("/invitations", olga).send(),
                "items nextCursor " + in("items[]", "id email role userType status invitedBy createdAt expiresAt"));
        answers.put(operators.get("/admins", olga).send(), "items nextCursor " + in("items[]", LISTED));
        answers.put(
                operators
                        .post("/invitations", olga)
                        .json("email", people.address(), "role", "user")
                        .send(),
                "id email role token expiresAt");
        answers.put(
                operators
                        .post("/admins", olga)
                        .json("email", people.address(), "role", "viewer", "firstName", "V", "lastName", "W")
                        .send(),
                "id email role status");
        answers.put(
                operators
                        .patch("/admins/" + olga.id(), olga)
                        .json("role", "admin")
                        .send(),
                LISTED);
        answers.put(
                operators.post("/users/" + ada.id() + "/revoke-sessions", olga).send(), "revoked");
        answers.put(
                operators.get("/storage", olga).send(),
                "backends migrations " + in("backends[]", "name state fault freeBytes files bytes awaitingReturn") + " "
                        + in("migrations[]", MIGRATION));
        answers.put(
                api.call("PUT", "/api/admin/users/" + ada.id() + "/picture")
                        .bearer(olga.accessToken())
                        .body("image/png", BodyPublishers.ofByteArray(Images.png(9, 9)))
                        .send(),
                "changed receivedSha256 sha256 contentType");
        answers.put(operators.post("/storage/test", olga).send(), "results " + in("results[]", "name ok fault millis"));
        answers.put(
                api.post("/api/auth/invitations/accept")
                        .json("token", token, "password", People.PASSWORD, "firstName", "V")
                        .send(),
                "status");

        answers.forEach((answer, fields) -> {
            assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
            assertThat(fieldsOf(answer)).as(answer.text()).isEqualTo(words(fields));
            assertThat(answer.header("Cache-Control").orElse("none")).contains("no-store");
        });
    }
}

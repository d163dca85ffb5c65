package dev.gatehouse.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What admins see and do of users. */
class UsersIT extends OverHttp {

    private Operator olga;

    @BeforeEach
    void signIn() {
        olga = operators.signedIn("admin");
    }

    @Test
    void refusesAQuestionThatItCannotRead() {
        for (String query : List.of("limit=0", "limit=201", "limit=x", "cursor=x", "status=lost")) {
            operators.get("/users?" + query, olga).send().isProblem(400, "validation_failed");
        }
        operators.get("/users/x", olga).send().isProblem(404, "not_found");
        operators.get("/users/" + UUID.randomUUID(), olga).send().isProblem(404, "not_found");
        operators.post("/users/" + UUID.randomUUID() + "/enable", olga).send().isProblem(404, "not_found");
    }

    @Test
    void findsUsersByAddressNameAndIdPartByPart() {
        SignedIn ada = people.signedIn();
        people.signedUp();

        for (String query : List.of(
                ada.email(),
                ada.email().substring(1, 20).toUpperCase(),
                ada.id().toString())) {
            assertThat(found("query=" + query)).containsExactly(ada.email());
        }
        assertThat(found("query=love&limit=1")).hasSize(1);
        assertThat(found("query=%25")).isEmpty();
        assertThat(found("status=unverified&query=" + ada.email())).isEmpty();
        assertThat(found("status=active&query=" + ada.email())).hasSize(1);
        List<String> parts = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < 3; i++) {
            JsonObject part = operators
                    .get("/users?limit=2" + cursor, olga)
                    .send()
                    .hasStatus(200)
                    .json();
            part.getJsonArray("items").getValuesAs(JsonObject.class).forEach(item -> parts.add(item.getString("id")));
            if (part.isNull("nextCursor")) {
                break;
            }
            cursor = "&cursor=" + part.getString("nextCursor");
        }
        assertThat(parts).doesNotHaveDuplicates().hasSizeGreaterThan(2);
    }

    @Test
    @Row("TK-05")
    void disablesWithAReasonAndEnablesAgain() {
        SignedIn ada = people.signedIn();
        act(ada, "disable").isProblem(400, "validation_failed").names("reason");
        act(ada, "disable", "reason", "spam").hasStatus(204);

        api.post("/api/auth/refresh")
                .json("refreshToken", ada.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        people.logIn(ada.email(), People.PASSWORD).isProblem(403, "account_disabled");
        JsonObject shown =
                operators.get("/users/" + ada.id(), olga).send().hasStatus(200).json();
        assertThat(shown.getString("status")).isEqualTo("disabled");
        assertThat(shown.getString("disabledReason")).isEqualTo("spam");
        act(ada, "enable").hasStatus(204);
        people.logIn(ada.email(), People.PASSWORD).hasStatus(200);
        assertThat(byOlga(ada.id())).containsExactly("admin.user_disabled", "admin.user_viewed", "admin.user_enabled");
    }

    @Test
    @Row("PW-09")
    void startsAResetAndNeitherSetsNorSeesAPassword() {
        SignedIn ada = people.signedIn();
        String hash = rows.text("SELECT password_hash FROM auth.account WHERE id = ?", ada.id());

        Answer forced = act(ada, "force-password-reset", "password", "Olgas-Horse-77", "newPassword", "Olgas-Horse-77")
                .hasStatus(204);

        assertThat(forced.body()).isEmpty();
        people.logIn(ada.email(), People.PASSWORD).isProblem(403, "password_reset_required");
        people.logIn(ada.email(), "Olgas-Horse-77").isProblem(401, "invalid_credentials");
        assertThat(mailbox.newestTo(ada.email()).text()).contains("/reset?token=");
        operators.patch("/users/" + ada.id(), olga).json("password", "x").send().isProblem(405, "method_not_allowed");
        for (String path : List.of("/users/" + ada.id(), "/users?query=" + ada.email(), "/sessions")) {
            assertThat(operators.get(path, olga).send().hasStatus(200).text())
                    .doesNotContain(hash, "argon2", "passwordHash", "password_hash", "/reset?token=");
        }
        assertThat(rows.text("SELECT password_hash FROM auth.account WHERE id = ?", ada.id()))
                .isEqualTo(hash);
    }

    @Test
    @Row("TH-06")
    void unlocksEndsSessionsAndSendsAgain() {
        SignedIn ada = people.signedIn();
        for (int i = 0; i < 6; i++) {
            people.logIn(ada.email(), "Wrong-Horse-" + i);
        }
        people.logIn(ada.email(), People.PASSWORD).isProblem(429, "too_many_attempts");
        act(ada, "unlock").hasStatus(204);
        people.logIn(ada.email(), People.PASSWORD).hasStatus(200);

        assertThat(act(ada, "revoke-sessions").hasStatus(200).json().getInt("revoked"))
                .isEqualTo(2);
        api.get("/api/account").bearer(ada.accessToken()).send().isProblem(401, "unauthenticated");
        act(ada, "resend-verification").isProblem(409, "conflict");
        SignedIn again = people.signIn(ada.email());
        operators.delete("/sessions/" + again.session(), olga).send().hasStatus(204);
        operators.delete("/sessions/" + again.session(), olga).send().isProblem(404, "not_found");
        assertThat(byOlga(ada.id())).contains("admin.user_unlocked", "admin.sessions_revoked", "session.revoked");
        String unproven = people.signedUp();
        operators
                .post("/users/" + rows.account(unproven) + "/resend-verification", olga)
                .send()
                .hasStatus(202);
        assertThat(mailbox.to(unproven)).hasSize(2);
    }

    @Test
    void erasesAUserAndKeepsTheTrail() {
        SignedIn ada = people.signedIn();
        people.logIn(ada.email(), "Wrong-Horse-42");
        long events = rows.number("SELECT count(*) FROM audit.event WHERE subject_id = ?", ada.id());
        operators
                .delete("/users/" + ada.id(), olga)
                .send()
                .isProblem(400, "validation_failed")
                .names("reason");

        operators
                .delete("/users/" + ada.id() + "?reason=asked+for+it", olga)
                .send()
                .hasStatus(204);

        api.get("/api/account").bearer(ada.accessToken()).send().isProblem(401, "unauthenticated");
        people.logIn(ada.email(), People.PASSWORD).isProblem(401, "invalid_credentials");
        for (String table : List.of(
                "session.session WHERE account_id",
                "auth.account WHERE id",
                "auth.known_device WHERE holder_id",
                "auth.one_time_token WHERE account_id",
                "auth.consent WHERE account_id")) {
            assertThat(rows.number("SELECT count(*) FROM " + table + " = ?", ada.id()))
                    .as(table)
                    .isZero();
        }
        assertThat(rows.number("SELECT count(*) FROM audit.event WHERE subject_id = ?", ada.id()))
                .isGreaterThan(events);
        assertThat(rows.texts(
                        "SELECT e.type FROM audit.event e JOIN audit.personal_data p ON p.event_id = e.id"
                                + " WHERE e.subject_id = ?",
                        ada.id()))
                .containsExactly("admin.user_deleted");
        operators.delete("/users/" + ada.id() + "?reason=again", olga).send().isProblem(404, "not_found");
    }

    @Test
    void importsWhatIsRightAndSaysWhatIsNot() {
        String address = people.address();
        String lines = "{\"email\":\"" + address + "\",\"firstName\":\"Ida\",\"emailVerified\":true,\"passwordHash\":"
                + "\"pbkdf2_sha256$1000$c2FsdA$" + "x".repeat(43) + "=\"}\n\n"
                + "{\"email\":\"" + people.verified() + "\",\"firstName\":\"Ada\"}\n"
                + "not json\n{\"email\":\"nobody\",\"firstName\":7}\n";

        Answer answer = operators
                .post("/users/import", olga)
                .body("application/jsonl", BodyPublishers.ofString(lines))
                .send()
                .hasStatus(200);

        List<String> report = answer.text().lines().toList();
        assertThat(report).hasSize(5);
        assertThat(report.get(1)).contains("\"line\":2", "\"exists\"");
        assertThat(report.get(2)).contains("\"line\":3", "\"invalid\"", "\"field\":\"line\"");
        assertThat(report.get(3)).contains("\"line\":4", "\"invalid\"");
        assertThat(report.get(4)).contains("\"existing\":1", "\"complete\":true");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/jsonl");
    }

    private List<String> found(String query) {
        return operators
                .get("/users?" + query, olga)
                .send()
                .hasStatus(200)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(item -> item.getString("email"))
                .toList();
    }

    private Answer act(SignedIn user, String what, Object... body) {
        return operators
                .post("/users/" + user.id() + "/" + what, olga)
                .json(body)
                .send();
    }

    private List<String> byOlga(UUID user) {
        return rows.texts(
                "SELECT type FROM audit.event WHERE subject_id = ? AND actor_id = ? ORDER BY sequence",
                user,
                olga.id());
    }
}

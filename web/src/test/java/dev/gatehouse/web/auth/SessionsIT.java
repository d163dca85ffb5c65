package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsIT extends OverHttp {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/auth/sessions",
        "DELETE, /api/auth/sessions/00000000-0000-0000-0000-000000000001",
        "DELETE, /api/auth/sessions/nonsense",
        "POST, /api/auth/logout",
        "POST, /api/auth/logout-all"
    })
    void wantsASignedInUser(String method, String path) {
        Answer answer = api.call(method, path).send();

        answer.isProblem(401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(scheme -> assertThat(scheme).startsWith("Bearer"));
    }

    @Test
    void doesNotFindAnotherPersonsSession() {
        SignedIn ada = people.signedIn();
        SignedIn eve = people.signedIn();

        end(eve, ada.session().toString()).isProblem(404, "not_found");

        assertAlive(ada);
        assertThat(rows.eventsAbout(ada.id())).doesNotContain("session.revoked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "nonsense",
                "00000000-0000-0000-0000-000000000000",
                "00000000-0000-0000-0000-00000000000g",
                "%27%20OR%201=1--",
                "1-1-1-1-1"
            })
    void doesNotFindWhatIsNoSession(String id) {
        end(people.signedIn(), id).isProblem(404, "not_found");
    }

    @Test
    void doesNotFindASessionThatHasEnded() {
        SignedIn phone = people.signedIn();
        SignedIn laptop = people.signIn(phone.email());
        end(laptop, phone.session().toString()).hasStatus(204);

        end(laptop, phone.session().toString()).isProblem(404, "not_found");

        assertThat(rows.eventsAbout(phone.id())).containsOnlyOnce("session.revoked");
    }

    @Test
    @Row("TK-14")
    void listsMySessionsAndNobodyElses() {
        String address = people.verified();
        Answer signIn = api.post("/api/auth/login")
                .header("User-Agent", "Phone/1.0")
                .json("email", address, "password", People.PASSWORD, "deviceName", "Ada's phone")
                .send()
                .hasStatus(200);
        SignedIn phone = People.signedIn(signIn);
        SignedIn laptop = people.signIn(address);
        people.signedIn();

        List<JsonObject> sessions = sessions(laptop);

        assertThat(sessions)
                .extracting(session -> UUID.fromString(session.getString("id")))
                .containsExactlyInAnyOrder(phone.session(), laptop.session());
        JsonObject other = sessions.stream()
                .filter(session ->
                        session.getString("id").equals(phone.session().toString()))
                .findFirst()
                .orElseThrow();
        assertThat(other.keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "deviceName",
                        "ipAddress",
                        "userAgent",
                        "createdAt",
                        "lastUsedAt",
                        "expiresAt",
                        "isCurrent");
        assertThat(other.getString("deviceName")).isEqualTo("Ada's phone");
        assertThat(other.getString("userAgent")).isEqualTo("Phone/1.0");
        assertThat(other.getString("ipAddress")).isIn("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");
        assertThat(other.getBoolean("isCurrent")).isFalse();
        assertThat(Duration.between(
                        Instant.parse(other.getString("createdAt")), Instant.parse(other.getString("expiresAt"))))
                .isEqualTo(Duration.ofDays(7));
        assertThat(sessions.stream().filter(session -> session.getBoolean("isCurrent")))
                .hasSize(1);
    }

    @Test
    @Row("TK-14")
    void endsAnotherSessionOfMineAtOnce() {
        SignedIn phone = people.signedIn();
        SignedIn laptop = people.signIn(phone.email());

        end(laptop, phone.session().toString()).hasStatus(204);

        assertDead(phone);
        assertAlive(laptop);
        assertThat(sessions(laptop)).hasSize(1);
        assertThat(rows.text("SELECT revoked_reason FROM session.session WHERE id = ?", phone.session()))
                .isEqualTo("revoked_by_owner");
        assertThat(rows.eventsAbout(phone.id())).containsOnlyOnce("session.revoked");
    }

    @Test
    @Row("TK-06")
    void endsTheCurrentSessionAtOnce() {
        SignedIn phone = people.signedIn();
        SignedIn laptop = people.signIn(phone.email());

        api.post("/api/auth/logout").bearer(phone.accessToken()).send().hasStatus(204);

        assertDead(phone);
        assertAlive(laptop);
        assertThat(rows.eventsAbout(phone.id()))
                .containsOnlyOnce("session.ended")
                .doesNotContain("session.revoked", "session.all_revoked");
    }

    @Test
    @Row("TK-14")
    void endsAllSessionsWithoutABody() {
        SignedIn phone = people.signedIn();
        SignedIn laptop = people.signIn(phone.email());

        Answer answer = api.post("/api/auth/logout-all")
                .bearer(phone.accessToken())
                .send()
                .hasStatus(200);

        assertThat(answer.text()).isEqualTo("{\"revoked\":2}");
        assertDead(phone);
        assertDead(laptop);
        assertThat(rows.eventsAbout(phone.id()))
                .containsOnlyOnce("session.all_revoked")
                .doesNotContain("session.ended", "session.revoked");
        assertThat(rows.text(
                        "SELECT detail ->> 'count' FROM audit.event"
                                + " WHERE subject_id = ? AND type = 'session.all_revoked'",
                        phone.id()))
                .isEqualTo("2");
    }

    @Test
    void endsAllButTheCurrentSession() {
        SignedIn phone = people.signedIn();
        SignedIn laptop = people.signIn(phone.email());

        Answer answer = api.post("/api/auth/logout-all")
                .bearer(phone.accessToken())
                .json("exceptCurrent", true)
                .send()
                .hasStatus(200);

        assertThat(answer.text()).isEqualTo("{\"revoked\":1}");
        assertAlive(phone);
        assertDead(laptop);
    }

    @Test
    @Row("TK-14")
    void endsAllSessionsWhereTheCurrentIsNotExcepted() {
        for (String body : List.of("{}", "{\"exceptCurrent\":false}", "{\"exceptCurrent\":null}")) {
            SignedIn ada = people.signedIn();

            Answer answer = api.post("/api/auth/logout-all")
                    .bearer(ada.accessToken())
                    .body(body)
                    .send()
                    .hasStatus(200);

            assertThat(answer.text()).as(body).isEqualTo("{\"revoked\":1}");
            assertDead(ada);
        }
    }

    @Test
    void refusesToGuessWhatExceptCurrentMeans() {
        SignedIn ada = people.signedIn();

        api.post("/api/auth/logout-all")
                .bearer(ada.accessToken())
                .body("{\"exceptCurrent\":\"yes\"}")
                .send()
                .isProblem(400, "validation_failed")
                .names("exceptCurrent");

        assertAlive(ada);
    }

    private void assertAlive(SignedIn person) {
        api.get("/api/account").bearer(person.accessToken()).send().hasStatus(200);
        refresh(person).hasStatus(200);
    }

    private void assertDead(SignedIn person) {
        api.get("/api/account").bearer(person.accessToken()).send().isProblem(401, "unauthenticated");
        refresh(person).isProblem(401, "refresh_token_invalid");
    }

    private Answer refresh(SignedIn person) {
        return api.post("/api/auth/refresh")
                .json("refreshToken", person.refreshToken())
                .send();
    }

    private Answer end(SignedIn person, String session) {
        return api.delete("/api/auth/sessions/" + session)
                .bearer(person.accessToken())
                .send();
    }

    private List<JsonObject> sessions(SignedIn person) {
        return api.get("/api/auth/sessions")
                .bearer(person.accessToken())
                .send()
                .hasStatus(200)
                .json()
                .getJsonArray("sessions")
                .getValuesAs(JsonObject.class);
    }

    @Test
    void takesAnOptionalBodyThatIsEmpty() {
        api.post("/api/auth/logout-all")
                .bearer(people.signedIn().accessToken())
                .body("application/json", BodyPublishers.ofString(""))
                .send()
                .hasStatus(200);
    }
}

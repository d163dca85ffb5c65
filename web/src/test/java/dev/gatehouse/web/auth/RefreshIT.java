package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshIT extends OverHttp {

    @Test
    void refusesAMissingToken() {
        api.post("/api/auth/refresh")
                .body("{}")
                .send()
                .isProblem(400, "validation_failed")
                .names("refreshToken");
    }

    @Test
    void refusesInventedTokensAndEndsNothing() {
        SignedIn ada = people.signedIn();
        String[] parts = ada.refreshToken().split("\\.");
        String other = people.signedIn().refreshToken();
        Map<String, Long> before = rows.counts();

        for (String invented : List.of(
                "x",
                "..",
                "\u0000",
                ada.accessToken(),
                ada.refreshToken() + "A",
                ada.refreshToken() + " ",
                ada.refreshToken().substring(1),
                parts[0].toUpperCase(java.util.Locale.ROOT) + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + other.split("\\.")[2],
                parts[0] + "." + other.split("\\.")[1] + "." + parts[2],
                other.split("\\.")[0] + "." + parts[1] + "." + parts[2],
                UUID.randomUUID() + "." + parts[1] + "." + parts[2],
                "A".repeat(60_000))) {
            Answer answer = refresh(invented);
            if (!invented.equals("\u0000")) {
                answer.isProblem(401, "refresh_token_invalid");
            } else {
                answer.isProblem(400, "validation_failed");
            }
        }

        assertThat(rows.counts()).isEqualTo(before);
        refresh(ada.refreshToken()).hasStatus(200);
    }

    @Test
    @Row("TK-03")
    void refusesATokenWithAnyCharacterChangedAndEndsNothing() {
        SignedIn ada = people.signedIn();
        String token = ada.refreshToken();

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'a' ? 'e' : 'a';
            refresh(token.substring(0, i) + other + token.substring(i + 1)).isProblem(401, "refresh_token_invalid");
        }
        refresh(ada.session() + ".." + token.split("\\.")[2]).isProblem(401, "refresh_token_invalid");
        refresh(token.substring(0, token.lastIndexOf('.') + 1)).isProblem(401, "refresh_token_invalid");

        refresh(token).hasStatus(200);
    }

    @Test
    @Row("TK-06")
    void refusesTheTokenOfAnEndedSession() {
        SignedIn ada = people.signedIn();
        api.post("/api/auth/logout").bearer(ada.accessToken()).send().hasStatus(204);

        refresh(ada.refreshToken()).isProblem(401, "refresh_token_invalid");
    }

    @Test
    void refusesTheTokenOfAnExpiredSession() {
        SignedIn ada = people.signedIn();
        rows.change("UPDATE session.session SET expires_at = now() - interval '1 second' WHERE id = ?", ada.session());

        refresh(ada.refreshToken()).isProblem(401, "refresh_token_invalid");
    }

    @Test
    @Row("TK-05")
    void refusesADisabledAccount() {
        SignedIn ada = people.signedIn();
        rows.change("UPDATE auth.account SET disabled_at = now() WHERE id = ?", ada.id());

        refresh(ada.refreshToken()).isProblem(401, "refresh_token_invalid");
    }

    @Test
    @Row("TK-01")
    void takesAnOldTokenForTheftAndEndsTheSessionOnce() {
        SignedIn ada = people.signedIn();
        String second = rotated(ada.session(), ada.refreshToken());
        pass(ada.session(), 11);

        refresh(ada.refreshToken()).isProblem(401, "refresh_token_reused");

        refresh(ada.refreshToken()).isProblem(401, "refresh_token_invalid");
        refresh(second).isProblem(401, "refresh_token_invalid");
        api.get("/api/account").bearer(ada.accessToken()).send().isProblem(401, "unauthenticated");
        assertThat(rows.text("SELECT revoked_reason FROM session.session WHERE id = ?", ada.session()))
                .isEqualTo("token_reused");
        assertThat(rows.eventsAbout(ada.id()))
                .containsOnlyOnce("session.token_reused")
                .doesNotContain("session.ended", "session.revoked");
    }

    @Test
    @Row("TK-01")
    void takesATokenBeforeThePreviousForTheftAtOnce() {
        SignedIn ada = people.signedIn();
        String second = rotated(ada.session(), ada.refreshToken());
        pass(ada.session(), 11);
        String third = rotated(ada.session(), second);

        refresh(ada.refreshToken()).isProblem(401, "refresh_token_reused");
        refresh(third).isProblem(401, "refresh_token_invalid");
    }

    @Test
    void tellsTheOwnerOfATheft() {
        SignedIn ada = people.signedIn();
        rotated(ada.session(), ada.refreshToken());
        pass(ada.session(), 11);

        refresh(ada.refreshToken());

        assertThat(mailbox.newestTo(ada.email()).subject()).isEqualTo("We ended one of your sessions");
    }

    @Test
    void leavesOtherSessionsAloneWhenOneWasStolen() {
        SignedIn phone = people.signedIn();
        SignedIn laptop = people.signIn(phone.email());
        rotated(phone.session(), phone.refreshToken());
        pass(phone.session(), 11);
        refresh(phone.refreshToken()).isProblem(401, "refresh_token_reused");

        refresh(laptop.refreshToken()).hasStatus(200);
    }

    @Test
    void answersASuccessorAndAFreshAccessToken() {
        SignedIn ada = people.signedIn();

        SignedIn refreshed = People.signedIn(refresh(ada.refreshToken()).hasStatus(200));

        assertThat(refreshed.refreshToken()).isNotEqualTo(ada.refreshToken());
        assertThat(refreshed.accessToken()).isNotEqualTo(ada.accessToken());
        assertThat(refreshed.session()).isEqualTo(ada.session());
        api.get("/api/account").bearer(refreshed.accessToken()).send().hasStatus(200);
    }

    @Test
    @Row("TK-15")
    void answersLikeASignIn() {
        SignedIn ada = people.signedIn();

        Answer answer = refresh(ada.refreshToken()).hasStatus(200);

        assertThat(answer.json().keySet())
                .containsExactlyInAnyOrder("accessToken", "token", "refreshToken", "expiresIn", "tokenType", "user");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    @Row("TK-01")
    void answersTheSameSuccessorWithinTheGrace() {
        SignedIn ada = people.signedIn();
        String successor = rotated(ada.session(), ada.refreshToken());
        pass(ada.session(), 5);

        assertThat(refresh(ada.refreshToken()).hasStatus(200).text("refreshToken"))
                .isEqualTo(successor);
        assertThat(refresh(successor).hasStatus(200).text("refreshToken")).isEqualTo(successor);
    }

    @Test
    void rotatesAgainAfterTheGrace() {
        SignedIn ada = people.signedIn();
        String second = rotated(ada.session(), ada.refreshToken());
        pass(ada.session(), 11);

        String third = rotated(ada.session(), second);

        assertThat(third).isNotIn(ada.refreshToken(), second);
    }

    @Test
    @Row("TK-02")
    void givesFiftyCallersAtOnceOneSuccessor() {
        SignedIn ada = people.signedIn();

        List<Answer> answers = Together.times(50, () -> refresh(ada.refreshToken()));

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(200));
        assertThat(answers.stream().map(answer -> answer.text("refreshToken")).distinct())
                .hasSize(1)
                .doesNotContain(ada.refreshToken());
        assertThat(rows.eventsAbout(ada.id())).doesNotContain("session.token_reused");
        refresh(answers.get(0).text("refreshToken")).hasStatus(200);
        pass(ada.session(), 11);
        refresh(ada.refreshToken()).isProblem(401, "refresh_token_reused");
    }

    @Test
    @Row({"TK-01", "TK-02"})
    void takesFiftyThievesAtOnceForOne() {
        SignedIn ada = people.signedIn();
        rotated(ada.session(), ada.refreshToken());
        pass(ada.session(), 11);

        List<Answer> answers = Together.times(50, () -> refresh(ada.refreshToken()));

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(401));
        assertThat(answers.stream().map(answer -> answer.text("code"))).containsOnlyOnce("refresh_token_reused");
        assertThat(rows.eventsAbout(ada.id())).containsOnlyOnce("session.token_reused");
        assertThat(rows.number("SELECT count(*) FROM auth.mail_outbox WHERE recipient = ?", ada.email()))
                .isEqualTo(2);
    }

    @Test
    @Row("TK-12")
    void neverOutlivesTheSessionsLastDay() {
        SignedIn ada = people.signedIn();
        rows.change(
                "UPDATE session.session SET absolute_expires_at = now() + interval '1 hour',"
                        + " expires_at = now() + interval '1 minute' WHERE id = ?",
                ada.session());

        refresh(ada.refreshToken()).hasStatus(200);

        assertThat(rows.text(
                        "SELECT expires_at = absolute_expires_at FROM session.session WHERE id = ?", ada.session()))
                .isEqualTo("t");
        rows.change(
                "UPDATE session.session SET absolute_expires_at = clock_timestamp() + interval '1 second',"
                        + " expires_at = clock_timestamp() + interval '1 second' WHERE id = ?",
                ada.session());
        Patience.until(
                "the session's last second",
                Duration.ofSeconds(5),
                () -> refresh(ada.refreshToken()).status() == 401);
        assertThat(rows.text("SELECT revoked_reason IS NULL FROM session.session WHERE id = ?", ada.session()))
                .isEqualTo("t");
    }

    @Test
    void leavesNoTraceInTheTrail() {
        SignedIn ada = people.signedIn();
        List<String> before = rows.eventsAbout(ada.id());

        refresh(ada.refreshToken()).hasStatus(200);

        assertThat(rows.eventsAbout(ada.id())).isEqualTo(before);
    }

    private Answer refresh(String token) {
        return api.post("/api/auth/refresh").json("refreshToken", token).send();
    }

    private String rotated(UUID session, String token) {
        String successor = refresh(token).hasStatus(200).text("refreshToken");
        assertThat(successor).as("rotation in " + session).isNotEqualTo(token);
        return successor;
    }

    /** Lets time pass for one session. */
    private void pass(UUID session, int seconds) {
        rows.change(
                "UPDATE session.session SET rotated_at = rotated_at - make_interval(secs => ?) WHERE id = ?",
                seconds,
                session);
    }
}

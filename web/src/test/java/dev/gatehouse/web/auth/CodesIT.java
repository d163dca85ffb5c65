package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Member;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Codes of an authenticator app are hard to guess and good for once. */
class CodesIT extends OverHttp {

    private final Member ada = people.member(rows).withApp();

    @Test
    @Row("MF-03")
    void acceptACodeOnceOfTwentyAtATime() {
        List<String> challenges = List.of(ada.challenge(), ada.challenge(), ada.challenge(), ada.challenge());
        String code = ada.app.code();
        var next = new java.util.concurrent.atomic.AtomicInteger();

        List<Answer> answers =
                Together.times(20, () -> ada.verify(challenges.get(next.getAndIncrement() % challenges.size()), code));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.status()).isIn(401, 429));
        assertThat(liveSessions()).isEqualTo(2);
    }

    @Test
    @Row("MF-03")
    void letTheOlderCodesDieWithANewerOne() {
        String older = ada.app.code();
        String newer = ada.app.code(1);
        ada.verify(ada.challenge(), newer).hasStatus(200);

        ada.verify(ada.challenge(), older).isProblem(401, "invalid_code");
        ada.verify(ada.challenge(), newer).isProblem(401, "invalid_code");
    }

    @Test
    @Row("MF-04")
    void countWrongCodesOfTheAccountAndNotOfTheSignIn() {
        for (int i = 0; i < 5; i++) {
            ada.verify(ada.challenge(), ada.app.wrongCode()).isProblem(401, "invalid_code");
        }

        Answer held = ada.logIn();
        held.isProblem(429, "too_many_attempts");
        assertThat(Integer.parseInt(held.header("Retry-After").orElseThrow())).isBetween(0, 1);
    }

    @Test
    @Row("MF-04")
    void endAChallengeWithItsFifthWrongCode() {
        String challenge = ada.challenge();
        for (int i = 0; i < 5; i++) {
            ada.verify(challenge, ada.app.wrongCode()).isProblem(401, "invalid_code");
        }

        forgetFailures();
        ada.verify(challenge, ada.app.code()).isProblem(401, "challenge_expired");
        ada.verify(ada.challenge(), ada.app.code()).hasStatus(200);
    }

    @Test
    @Row("MF-04")
    void countWrongCodesOnThePageToo() {
        Browser browser = new Browser(api);
        browser.signIn(ada.email(), People.PASSWORD);
        for (int i = 0; i < 4; i++) {
            assertThat(browser.submit("/challenge", "challenge", "code", ada.app.wrongCode())
                            .hasStatus(400)
                            .text())
                    .contains("id=\"code-problem\"");
        }
        Answer fifth = browser.submit("/challenge", "challenge", "code", ada.app.wrongCode());

        assertThat(fifth.hasStatus(303).header("Location").orElseThrow()).startsWith("/login?notice=challenge_expired");
        assertThat(browser.cookie("gatehouse_challenge")).isEmpty();
        ada.logIn().isProblem(429, "too_many_attempts");
    }

    @Test
    @Row("MF-09")
    void takeNoCodeOfMoreThanAStepAgoOrAhead() {
        ada.verify(ada.challenge(), ada.app.code(-2)).isProblem(401, "invalid_code");
        ada.verify(ada.challenge(), ada.app.code(2)).isProblem(401, "invalid_code");
        ada.verify(ada.challenge(), ada.app.code(-1)).hasStatus(200);
    }

    /** What a forgiving reader could take for the right code. */
    @Test
    @Row("MF-13")
    void refuseOddSpellingsOfTheRightCode() {
        String code = ada.app.code();
        Browser browser = new Browser(api);
        for (String odd : List.of(
                code.substring(1),
                code.substring(0, 5),
                code + code.charAt(5),
                "0" + code,
                "+" + code,
                "-" + code,
                code + ".0",
                code + "e0",
                code + "\t",
                code + code,
                code.substring(0, 2) + " " + code.substring(2),
                inDigitsFrom('\u0660', code),
                inDigitsFrom('\uFF10', code),
                "' OR 1=1",
                "9".repeat(100_000 / 2))) {
            forgetFailures();
            ada.verify(ada.challenge(), odd).isProblem(401, "invalid_code");
            browser.signIn(ada.email(), People.PASSWORD).hasStatus(303);
            browser.submit("/challenge", "challenge", "code", odd).hasStatus(400);
        }
        forgetFailures();
        ada.verify(ada.challenge(), ada.app.code()).hasStatus(200);
    }

    private static String inDigitsFrom(char zero, String code) {
        return code.chars()
                .mapToObj(digit -> String.valueOf((char) (zero + digit - '0')))
                .collect(Collectors.joining());
    }

    @Test
    @Row("MF-13")
    void refuseCodesOfAnotherJsonType() {
        String challenge = ada.challenge();
        for (String value : List.of("[\"123456\"]", "{}", "true")) {
            assertThat(api.post("/api/auth/verify-2fa")
                            .body("{\"challengeToken\":\"" + challenge + "\",\"code\":" + value + "}")
                            .send()
                            .status())
                    .isEqualTo(400);
        }
        for (String missing : List.of("", " ")) {
            ada.verify(challenge, missing).isProblem(400, "validation_failed").names("code");
        }
        api.post("/api/auth/verify-2fa")
                .json("challengeToken", challenge, "code", ada.app.code(), "method", "carrier-pigeon")
                .send()
                .isProblem(400, "validation_failed")
                .names("method");
        ada.verify(challenge, ada.app.code()).hasStatus(200);
    }

    private long liveSessions() {
        return rows.number(
                "SELECT count(*) FROM session.session WHERE account_id = ? AND revoked_at IS NULL", ada.id());
    }
}

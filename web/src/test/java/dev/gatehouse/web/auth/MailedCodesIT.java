package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Member;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes that a sign-in has mailed. */
class MailedCodesIT extends OverHttp {

    private final Member ada = people.member(rows).withMailedCodes();

    @Test
    void areSentToThoseOnlyWhoChoseThem() {
        Member eve = people.member(rows).withApp();
        int mails = mailbox.to(eve.email()).size();

        eve.askForCode(eve.challenge()).isProblem(409, "conflict");
        eve.askForCode("x".repeat(43)).isProblem(401, "challenge_expired");
        eve.askForCode("").isProblem(400, "validation_failed").names("challengeToken");
        assertThat(mailbox.to(eve.email())).hasSize(mails);
    }

    @Test
    @Row("MF-05")
    void standNowhereButInTheMail() {
        String challenge = ada.challenge();
        Answer sent = ada.askForCode(challenge).hasStatus(202);
        String code = ada.mailedCode();
        String digits = code.replace(" ", "");

        assertThat(sent.body()).isEmpty();
        assertThat(sent.headers().map().toString()).doesNotContain(code, digits);
        String kept = String.join(
                "\n",
                rows.texts("SELECT o::text FROM auth.otp_attempt o WHERE holder_id = ?", ada.id())
                        .toString(),
                rows.texts("SELECT c::text FROM auth.challenge c WHERE holder_id = ?", ada.id())
                        .toString(),
                rows.texts("SELECT e::text FROM audit.event e WHERE subject_id = ?", ada.id())
                        .toString(),
                rows.texts("SELECT m::text FROM auth.mail_outbox m").toString());
        String asBytes = HexFormat.of().formatHex(digits.getBytes(StandardCharsets.US_ASCII));
        assertThat(kept).doesNotContain(code, digits, asBytes);
        assertThat(ada.verify(challenge, code).hasStatus(200).text()).doesNotContain(code, digits);
    }

    @Test
    @Row("MF-06")
    void areGoodForOneSignInOfOnePersonOnly() {
        String first = ada.challenge();
        String second = ada.challenge();
        ada.askForCode(first).hasStatus(202);
        String code = ada.mailedCode();
        Member eve = people.member(rows).withMailedCodes();

        ada.verify(second, code).isProblem(401, "invalid_code");
        ada.verify(eve.challenge(), code).isProblem(401, "invalid_code");
        ada.call(api.delete("/api/account/totp")).json("code", code).send().isProblem(409, "conflict");
        ada.verify(first, code).hasStatus(200);
    }

    @Test
    @Row("MF-06")
    void workOnceAtATime() {
        String challenge = ada.challenge();
        ada.askForCode(challenge).hasStatus(202);
        String code = ada.mailedCode();

        List<Answer> answers = Together.times(20, () -> ada.verify(challenge, code));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    }

    @Test
    @Row("MF-09")
    void expireAfterTenMinutes() {
        String challenge = ada.challenge();
        ada.askForCode(challenge).hasStatus(202);
        rows.change(
                "UPDATE auth.otp_attempt SET created_at = created_at - interval '601 s',"
                        + " expires_at = expires_at - interval '601 s' WHERE holder_id = ?",
                ada.id());

        ada.verify(challenge, ada.mailedCode()).isProblem(401, "invalid_code");
    }

    @Test
    void waitAMinuteForTheNextWhichEndsTheOlder() {
        String challenge = ada.challenge();
        ada.askForCode(challenge).hasStatus(202);
        String older = ada.mailedCode();
        Answer tooSoon = ada.askForCode(challenge).isProblem(429, "rate_limited");
        assertThat(Integer.parseInt(tooSoon.header("Retry-After").orElseThrow()))
                .isBetween(1, 60);

        rows.change(
                "UPDATE auth.otp_attempt SET created_at = created_at - interval '61 s' WHERE holder_id = ?", ada.id());
        ada.askForCode(challenge).hasStatus(202);
        ada.verify(challenge, older).isProblem(401, "invalid_code");
        ada.verify(challenge, ada.mailedCode()).hasStatus(200);
    }

    @Test
    void areAskedForOnThePageAndNeverByLookingAtIt() {
        Browser browser = new Browser(api);
        browser.signIn(ada.email(), People.PASSWORD).hasStatus(303);
        int mails = mailbox.to(ada.email()).size();
        browser.get("/challenge?method=email").hasStatus(200);
        assertThat(mailbox.to(ada.email())).hasSize(mails);

        Answer sent = browser.submit("/challenge", "sendForm").hasStatus(303);
        assertThat(sent.header("Location").orElseThrow()).contains("notice=code_sent");
        browser.submit("/challenge", "sendForm").hasStatus(429);
        browser.submit("/challenge", "challenge", "code", ada.mailedCode()).hasStatus(303);
        browser.get("/account").hasStatus(200);
    }
}

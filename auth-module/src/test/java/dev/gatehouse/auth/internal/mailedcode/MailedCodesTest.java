package dev.gatehouse.auth.internal.mailedcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.ChallengeOutcome.Expired;
import dev.gatehouse.auth.ChallengeOutcome.InvalidCode;
import dev.gatehouse.auth.ChallengeOutcome.SignedIn;
import dev.gatehouse.auth.CodeOutcome;
import dev.gatehouse.auth.CodeOutcome.NotOffered;
import dev.gatehouse.auth.CodeOutcome.Sent;
import dev.gatehouse.auth.CodeOutcome.TooSoon;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FactorOutcome.NotPossible;
import dev.gatehouse.auth.FactorOutcome.Reason;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.ChallengeRequired;
import dev.gatehouse.auth.Outbox.KeptMail;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Member;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailedCodesTest {

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Member ada = new Member(module).withMailedCodes();

    @Test
    @Row("MF-14")
    void isNoFactorOfAdmins() {
        Holder admin = new Holder(Holder.Kind.ADMIN, UUID.randomUUID());

        assertThat(module.factors.chooseMailedCodes(
                        new OwnerProof(admin, UUID.randomUUID(), Optional.empty(), Person.CLIENT), true))
                .isEqualTo(new NotPossible(Reason.NOT_FOR_ADMINS));
        assertThatThrownBy(() -> module.database.execute(
                        "INSERT INTO auth.email_otp (holder_kind, holder_id) VALUES ('admin', '" + admin.id() + "')"))
                .hasStackTraceContaining("check constraint");
    }

    @Test
    void sendsNothingToThoseWhoDidNotChooseIt() {
        Member eve = new Member(module).withTotp();
        int mails = eve.person.mails().size();

        assertThat(eve.askForCode(eve.challenge())).isEqualTo(new NotOffered());
        assertThat(eve.person.mails()).hasSize(mails);
    }

    @Test
    void sendsNothingWithoutAChallenge() {
        ChallengeRequired challenge = ada.challenge();
        module.database.inTransaction(() -> module.challenges.endAll(ada.holder));

        assertThat(ada.askForCode(challenge)).isEqualTo(new CodeOutcome.Expired());
    }

    @Test
    void takesNoCodeThatWasNotMailed() {
        assertThat(ada.verify(ada.challenge(), "12345678")).isEqualTo(new InvalidCode());
    }

    @Test
    @Row("MF-06")
    void takesACodeForItsChallengeOnly() {
        ChallengeRequired mailed = ada.challenge();
        ChallengeRequired other = ada.challenge();
        ada.askForCode(mailed);

        assertThat(ada.verify(other, ada.mailedCode())).isEqualTo(new InvalidCode());
        assertThat(ada.verify(mailed, ada.mailedCode())).isInstanceOf(SignedIn.class);
    }

    @Test
    @Row("MF-06")
    void takesACodeForItsAccountOnly() {
        Member eve = new Member(module).withMailedCodes();
        eve.askForCode(eve.challenge());
        ChallengeRequired challenge = ada.challenge();
        ada.askForCode(challenge);

        assertThat(ada.verify(challenge, eve.mailedCode())).isEqualTo(new InvalidCode());
    }

    @Test
    @Row("MF-06")
    void takesACodeOfTheMailForNothingButTheSignIn() {
        Member both = new Member(module).withTotp().withMailedCodes();
        both.askForCode(both.challenge());

        assertThat(module.factors.disableTotp(both.proof(), both.mailedCode()))
                .isEqualTo(new dev.gatehouse.auth.FactorOutcome.InvalidCode());
    }

    @Test
    @Row("MF-09")
    void takesNoCodeThatIsTenMinutesOld() {
        ChallengeRequired challenge = ada.challenge();
        ada.askForCode(challenge);
        assertThat(module.database.query("SELECT round(extract(epoch FROM expires_at - created_at)) FROM"
                        + " auth.otp_attempt WHERE holder_id = '" + ada.holder.id() + "'"))
                .isEqualTo("600");
        module.database.execute("UPDATE auth.otp_attempt SET created_at = now() - interval '11 minutes', expires_at ="
                + " now() - interval '1 s' WHERE holder_id = '" + ada.holder.id() + "'");

        assertThat(ada.verify(challenge, ada.mailedCode())).isEqualTo(new InvalidCode());
    }

    @Test
    void takesNoCodeThatANewerOneReplaced() {
        ChallengeRequired challenge = ada.challenge();
        ada.askForCode(challenge);
        String first = ada.mailedCode();
        ada.waitAMinute();
        assertThat(ada.askForCode(challenge)).isEqualTo(new Sent());

        assertThat(ada.mailedCode()).isNotEqualTo(first);
        assertThat(ada.verify(challenge, first)).isEqualTo(new InvalidCode());
        assertThat(ada.verify(challenge, ada.mailedCode())).isInstanceOf(SignedIn.class);
    }

    @Test
    void looksAtFiveCodesAndNoMore() {
        ChallengeRequired challenge = ada.challenge();
        ada.askForCode(challenge);
        String wrong = ada.mailedCode().equals("0000 0000") ? "1" : "0";
        for (int i = 0; i < 5; i++) {
            assertThat(ada.verify(challenge, wrong.repeat(8))).isEqualTo(new InvalidCode());
        }

        assertThat(ada.verify(challenge, ada.mailedCode())).isEqualTo(new Expired());
    }

    @Test
    void takesACodeOnceHoweverManyShowItAtOnce() {
        ChallengeRequired challenge = ada.challenge();
        ada.askForCode(challenge);
        String code = ada.mailedCode();

        List<ChallengeOutcome> outcomes = Race.of(20, i -> ada.verify(challenge, code));

        assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(ada.person.liveSessions()).isOne();
    }

    @Test
    void sendsTheNextCodeAfterAMinuteAtTheEarliestHoweverManyAskAtOnce() {
        ChallengeRequired challenge = ada.challenge();

        List<CodeOutcome> outcomes = Race.of(20, i -> ada.askForCode(challenge));

        assertThat(outcomes).filteredOn(Sent.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(TooSoon.class::isInstance).hasSize(19).allSatisfy(soon -> assertThat(
                        ((TooSoon) soon).pause())
                .isBetween(java.time.Duration.ofSeconds(40), java.time.Duration.ofSeconds(60)));
        assertThat(codes()).hasSize(1);
    }

    @Test
    void sendsFiveCodesAnHourAndKeepsTheFifthAlive() {
        ChallengeRequired challenge = ada.challenge();
        for (int i = 0; i < 5; i++) {
            assertThat(ada.askForCode(challenge)).isEqualTo(new Sent());
            ada.waitAMinute();
        }

        assertThat(ada.askForCode(challenge)).isEqualTo(new Sent());
        assertThat(codes()).hasSize(5);
        assertThat(ada.verify(challenge, ada.mailedCode())).isInstanceOf(SignedIn.class);
    }

    @Test
    @Row("MF-05")
    void leavesTheCodeNowhereButInTheMail() {
        ChallengeRequired challenge = ada.challenge();
        CodeOutcome outcome = ada.askForCode(challenge);
        String digits = ada.mailedCode().replace(" ", "");

        assertThat(outcome.toString() + challenge + codes().get(0).subject()).doesNotContain(digits);
        String tables =
                module.database.query("SELECT concat_ws(' ', (SELECT string_agg(o::text, ' ') FROM auth.otp_attempt o),"
                        + " (SELECT string_agg(m::text, ' ') FROM auth.mail_outbox m),"
                        + " (SELECT string_agg(e::text, ' ') FROM audit.event e),"
                        + " (SELECT string_agg(c::text, ' ') FROM auth.challenge c))");
        assertThat(tables).isNotBlank().doesNotContain(digits).doesNotContain(ada.mailedCode());
    }

    @Test
    void signsInWithTheCodeOfTheMail() {
        ChallengeRequired challenge = ada.challenge();
        assertThat(challenge.methods()).containsExactly(FactorMethod.EMAIL);
        ada.askForCode(challenge);

        assertThat(ada.verify(challenge, ada.mailedCode(), FactorMethod.EMAIL)).isInstanceOf(SignedIn.class);
        assertThat(codes().get(0).text()).contains("192.0.2.7").doesNotContain("\n\n\n");
    }

    @Test
    void writesInTheLanguageOfTheAccount() {
        ada.person.change("locale = '" + Locale.GERMAN.toLanguageTag() + "'");
        ada.askForCode(ada.challenge());

        assertThat(ada.person.mails().get(0).subject()).isEqualTo("Ihr Code zur Anmeldung");
    }

    private List<KeptMail> codes() {
        return ada.person.mails().stream()
                .filter(mail -> mail.subject().equals("Your code for signing in"))
                .toList();
    }
}

package dev.gatehouse.auth.internal.factor;

import static dev.gatehouse.auth.internal.Person.CLIENT;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.ChallengeOutcome.Expired;
import dev.gatehouse.auth.FactorChange.ByOwner;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOutcome.Changed;
import dev.gatehouse.auth.FactorOutcome.CodesIssued;
import dev.gatehouse.auth.FactorOutcome.Invalid;
import dev.gatehouse.auth.FactorOutcome.InvalidCode;
import dev.gatehouse.auth.FactorOutcome.NotPossible;
import dev.gatehouse.auth.FactorOutcome.Reason;
import dev.gatehouse.auth.FactorOutcome.Refused;
import dev.gatehouse.auth.FactorOutcome.Throttled;
import dev.gatehouse.auth.FactorOverview;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.ChallengeRequired;
import dev.gatehouse.auth.LoginOutcome.SignedIn;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Member;
import dev.gatehouse.auth.internal.totp.Phone;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorChangesTest {

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Member ada = new Member(module);

    @Test
    @Row("MF-07")
    void wantsAFreshSignInOrThePasswordForEveryChange() {
        UUID session = ada.session();
        ada.ages(session);

        assertThat(changes(ada.proof(session, Optional.empty())))
                .containsOnly(new Refused(ProofRefusal.FRESH_LOGIN_REQUIRED));
        assertThat(changes(ada.proof(session, Optional.of("Wrong-Horse-42"))))
                .containsOnly(new Refused(ProofRefusal.INVALID_CREDENTIALS));
        assertThat(module.factors.of(ada.holder)).isEqualTo(new FactorOverview(false, false, 0));
        assertThat(ada.person.recorded("account.totp_enabled", "failure")).isEqualTo(2);
        assertThat(module.factors.chooseMailedCodes(ada.proof(session, Optional.of(PASSWORD)), true))
                .isEqualTo(new Changed());
    }

    @Test
    @Row("MF-07")
    void changesNothingFromASessionThatHasEndedOrIsSomebodyElses() {
        UUID ended = ada.session();
        module.sessions.logOut(ada.holder.id(), ended, CLIENT.origin());

        for (UUID session : List.of(ended, new Member(module).session(), UUID.randomUUID())) {
            OwnerProof proof = ada.proof(session, Optional.of(PASSWORD));
            assertThat(changes(proof)).containsOnly(new Refused(ProofRefusal.SESSION_ENDED));
            assertThat(module.factors.confirmTotp(new ByOwner(proof), "123456"))
                    .isEqualTo(new Refused(ProofRefusal.SESSION_ENDED));
        }
    }

    private List<FactorOutcome> changes(OwnerProof proof) {
        return List.of(
                module.factors.beginTotp(new ByOwner(proof)),
                module.factors.disableTotp(proof, "123456"),
                module.factors.replaceRecoveryCodes(proof),
                module.factors.chooseMailedCodes(proof, true));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = " ")
    void asksForACodeThatIsMissing(String nothing) {
        assertThat(module.factors.confirmTotp(ada.change(), nothing)).isInstanceOf(Invalid.class);
        assertThat(module.factors.disableTotp(ada.proof(), nothing)).isInstanceOf(Invalid.class);
    }

    @Test
    void changesNothingOfAnAccountThatIsUnknownOrDisabled() {
        FactorOutcome ended = new Refused(ProofRefusal.SESSION_ENDED);
        Holder nobody = new Holder(Holder.Kind.USER, UUID.randomUUID());
        OwnerProof proof = ada.proof();
        assertThat(changes(new OwnerProof(nobody, proof.sessionId(), Optional.empty(), CLIENT)))
                .containsOnly(ended);

        ada.person.change("disabled_at = now()");
        assertThat(changes(proof)).containsOnly(ended);
    }

    @Test
    @Row("MF-04")
    void countsWrongFirstCodesToo() {
        Phone phone = new Phone(ada.begin());
        for (int i = 0; i < 5; i++) {
            assertThat(module.factors.confirmTotp(ada.change(), phone.wrongCode()))
                    .isEqualTo(new InvalidCode());
        }

        assertThat(module.factors.confirmTotp(ada.change(), phone.code())).isInstanceOf(Throttled.class);
        assertThat(module.factors.of(ada.holder).totp()).isFalse();
    }

    @Test
    void switchesTotpOffWithACodeOnly() {
        ada.withTotp();

        assertThat(module.factors.disableTotp(ada.proof(), ada.phone.wrongCode()))
                .isEqualTo(new InvalidCode());
        assertThat(ada.person.recorded("account.totp_disabled", "failure")).isOne();
        assertThat(module.secrets.failuresOf(ada.holder)).isOne();
        assertThat(module.factors.of(ada.holder).totp()).isTrue();

        assertThat(module.factors.disableTotp(ada.proof(), ada.phone.code(1))).isEqualTo(new Changed());
        assertThat(module.factors.of(ada.holder)).isEqualTo(new FactorOverview(false, false, 0));
        assertThat(ada.person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);
        assertThat(ada.person.recorded("account.totp_disabled", "success")).isOne();
        assertThat(module.factors.disableTotp(ada.proof(), ada.phone.code(1)))
                .isEqualTo(new NotPossible(Reason.NOT_ENABLED));
    }

    @Test
    @Row("MF-04")
    void looksAtNoCodeOnceTooManyWereWrong() {
        ada.withTotp();
        for (int i = 0; i < 5; i++) {
            module.factors.disableTotp(ada.proof(), ada.phone.wrongCode());
        }

        assertThat(module.factors.disableTotp(ada.proof(), ada.phone.code(1))).isInstanceOf(Throttled.class);
        assertThat(module.factors.of(ada.holder).totp()).isTrue();
    }

    @Test
    void switchesTotpOffWithARecoveryCodeWhereThePhoneIsLost() {
        ada.withTotp();

        assertThat(module.factors.disableTotp(ada.proof(), ada.recoveryCodes.get(0)))
                .isEqualTo(new Changed());
        assertThat(ada.person.recorded("account.recovery_code_used", "success")).isOne();
    }

    @Test
    void keepsTheRecoveryCodesWhileAnotherFactorIsLeft() {
        ada.withTotp().withMailedCodes();

        module.factors.disableTotp(ada.proof(), ada.phone.code(1));

        assertThat(module.factors.of(ada.holder)).isEqualTo(new FactorOverview(false, true, 10));
        assertThat(ada.challenge()).isNotNull();
    }

    @Test
    void tellsOfTheAccountWhetherItHasASecondFactor() {
        assertThat(shownAsEnabled()).isFalse();
        ada.withTotp().withMailedCodes();
        assertThat(shownAsEnabled()).isTrue();
        module.factors.chooseMailedCodes(ada.proof(), false);
        assertThat(shownAsEnabled()).isTrue();
        module.factors.disableTotp(ada.proof(), ada.phone.code(1));
        assertThat(shownAsEnabled()).isFalse();
    }

    @Test
    @Row("TK-07")
    void endsTheOtherSessionsAndHalfFinishedSignInsWithEveryChange() {
        SignedIn own = (SignedIn) ada.person.logIn(PASSWORD);
        ada.person.logIn(PASSWORD);
        OwnerProof proof = ada.proof(own.session().sessionId(), Optional.empty());
        ByOwner change = new ByOwner(proof);
        Phone phone = new Phone(ada.begin());

        assertThat(module.factors.confirmTotp(change, phone.code())).isInstanceOf(CodesIssued.class);
        assertThat(ada.person.liveSessions()).isOne();
        assertThat(module.sessions.find(own.session().sessionId())).isPresent();

        ChallengeRequired challenge = ada.challenge();
        module.factors.chooseMailedCodes(proof, true);
        assertThat(ada.verify(challenge, phone.code(1))).isEqualTo(new Expired());

        ada.session();
        assertThat(module.factors.replaceRecoveryCodes(proof)).isInstanceOf(CodesIssued.class);
        assertThat(ada.person.liveSessions()).isOne();
    }

    @Test
    void recordsAndMailsWhatChangesOnce() {
        module.factors.chooseMailedCodes(ada.proof(), false);
        ada.withMailedCodes().withMailedCodes();
        module.factors.chooseMailedCodes(ada.proof(), false);
        module.factors.chooseMailedCodes(ada.proof(), false);

        assertThat(ada.person.recorded("account.email_otp_enabled", "success")).isOne();
        assertThat(ada.person.recorded("account.email_otp_disabled", "success")).isOne();
        assertThat(ada.person.mails())
                .extracting(mail -> mail.subject())
                .startsWith("A second step was removed from your account", "Your account is now better protected");
    }

    private boolean shownAsEnabled() {
        return module.accounts.find(ada.holder.id()).orElseThrow().twoFactorEnabled();
    }
}

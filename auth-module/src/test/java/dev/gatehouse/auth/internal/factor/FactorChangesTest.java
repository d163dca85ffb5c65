package dev.gatehouse.auth.internal.factor;

import static dev.gatehouse.auth.internal.Person.CLIENT;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.ChallengeOutcome.Expired;
import dev.gatehouse.auth.FactorChange;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOutcome.Changed;
import dev.gatehouse.auth.FactorOutcome.CodesIssued;
import dev.gatehouse.auth.FactorOutcome.FreshLoginRequired;
import dev.gatehouse.auth.FactorOutcome.Invalid;
import dev.gatehouse.auth.FactorOutcome.InvalidCode;
import dev.gatehouse.auth.FactorOutcome.NotPossible;
import dev.gatehouse.auth.FactorOutcome.Reason;
import dev.gatehouse.auth.FactorOutcome.Throttled;
import dev.gatehouse.auth.FactorOverview;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.ChallengeRequired;
import dev.gatehouse.auth.LoginOutcome.SignedIn;
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
    void wantsAFreshSignInForEveryChange() {
        FactorChange stale = new FactorChange(ada.holder, Optional.empty(), false, CLIENT);

        assertThat(List.of(
                        module.factors.beginTotp(stale),
                        module.factors.disableTotp(stale, "123456"),
                        module.factors.replaceRecoveryCodes(stale),
                        module.factors.chooseMailedCodes(stale, true)))
                .containsOnly(new FreshLoginRequired());
        assertThat(module.factors.of(ada.holder)).isEqualTo(new FactorOverview(false, false, 0));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = " ")
    void asksForACodeThatIsMissing(String nothing) {
        assertThat(module.factors.confirmTotp(ada.change(), nothing)).isInstanceOf(Invalid.class);
        assertThat(module.factors.disableTotp(ada.change(), nothing)).isInstanceOf(Invalid.class);
    }

    @Test
    void changesNothingOfAnAccountThatIsUnknownOrDisabled() {
        FactorOutcome unknown = new NotPossible(Reason.UNKNOWN_ACCOUNT);
        FactorChange nobody =
                new FactorChange(new Holder(Holder.Kind.USER, UUID.randomUUID()), Optional.empty(), true, CLIENT);
        assertThat(module.factors.beginTotp(nobody)).isEqualTo(unknown);

        ada.person.change("disabled_at = now()");
        assertThat(module.factors.beginTotp(ada.change())).isEqualTo(unknown);
    }

    @Test
    void switchesTotpOffWithACodeOnly() {
        ada.withTotp();

        assertThat(module.factors.disableTotp(ada.change(), ada.phone.wrongCode()))
                .isEqualTo(new InvalidCode());
        assertThat(ada.person.recorded("account.totp_disabled", "failure")).isOne();
        assertThat(module.secrets.failuresOf(ada.holder)).isOne();
        assertThat(module.factors.of(ada.holder).totp()).isTrue();

        assertThat(module.factors.disableTotp(ada.change(), ada.phone.code(1))).isEqualTo(new Changed());
        assertThat(module.factors.of(ada.holder)).isEqualTo(new FactorOverview(false, false, 0));
        assertThat(ada.person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);
        assertThat(ada.person.recorded("account.totp_disabled", "success")).isOne();
        assertThat(module.factors.disableTotp(ada.change(), ada.phone.code(1)))
                .isEqualTo(new NotPossible(Reason.NOT_ENABLED));
    }

    @Test
    @Row("MF-04")
    void looksAtNoCodeOnceTooManyWereWrong() {
        ada.withTotp();
        for (int i = 0; i < 5; i++) {
            module.factors.disableTotp(ada.change(), ada.phone.wrongCode());
        }

        assertThat(module.factors.disableTotp(ada.change(), ada.phone.code(1))).isInstanceOf(Throttled.class);
        assertThat(module.factors.of(ada.holder).totp()).isTrue();
    }

    @Test
    void switchesTotpOffWithARecoveryCodeWhereThePhoneIsLost() {
        ada.withTotp();

        assertThat(module.factors.disableTotp(ada.change(), ada.recoveryCodes.get(0)))
                .isEqualTo(new Changed());
        assertThat(ada.person.recorded("account.recovery_code_used", "success")).isOne();
    }

    @Test
    void keepsTheRecoveryCodesWhileAnotherFactorIsLeft() {
        ada.withTotp().withMailedCodes();

        module.factors.disableTotp(ada.change(), ada.phone.code(1));

        assertThat(module.factors.of(ada.holder)).isEqualTo(new FactorOverview(false, true, 10));
        assertThat(ada.challenge()).isNotNull();
    }

    @Test
    void tellsOfTheAccountWhetherItHasASecondFactor() {
        assertThat(shownAsEnabled()).isFalse();
        ada.withTotp().withMailedCodes();
        assertThat(shownAsEnabled()).isTrue();
        module.factors.chooseMailedCodes(ada.change(), false);
        assertThat(shownAsEnabled()).isTrue();
        module.factors.disableTotp(ada.change(), ada.phone.code(1));
        assertThat(shownAsEnabled()).isFalse();
    }

    @Test
    @Row("TK-07")
    void endsTheOtherSessionsAndHalfFinishedSignInsWithEveryChange() {
        SignedIn own = (SignedIn) ada.person.logIn(PASSWORD);
        ada.person.logIn(PASSWORD);
        FactorChange change =
                new FactorChange(ada.holder, Optional.of(own.session().sessionId()), true, CLIENT);
        Phone phone = new Phone(ada.begin());

        assertThat(module.factors.confirmTotp(change, phone.code())).isInstanceOf(CodesIssued.class);
        assertThat(ada.person.liveSessions()).isOne();
        assertThat(module.sessions.find(own.session().sessionId())).isPresent();

        ChallengeRequired challenge = ada.challenge();
        module.factors.chooseMailedCodes(change, true);
        assertThat(ada.verify(challenge, phone.code(1))).isEqualTo(new Expired());
    }

    @Test
    void recordsAndMailsWhatChangesOnce() {
        module.factors.chooseMailedCodes(ada.change(), false);
        ada.withMailedCodes().withMailedCodes();
        module.factors.chooseMailedCodes(ada.change(), false);
        module.factors.chooseMailedCodes(ada.change(), false);

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

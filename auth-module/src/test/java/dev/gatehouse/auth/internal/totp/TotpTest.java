package dev.gatehouse.auth.internal.totp;

import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.ChallengeOutcome.InvalidCode;
import dev.gatehouse.auth.ChallengeOutcome.SignedIn;
import dev.gatehouse.auth.ChallengeOutcome.Throttled;
import dev.gatehouse.auth.FactorChange.ByOwner;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOutcome.CodesIssued;
import dev.gatehouse.auth.FactorOutcome.NotPossible;
import dev.gatehouse.auth.FactorOutcome.Reason;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.ChallengeRequired;
import dev.gatehouse.auth.TotpEnrolment;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Member;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

class TotpTest {

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Member ada = new Member(module);

    @Test
    @Row("MF-03")
    void takesNoCodeTwice() {
        ada.withTotp();
        String code = ada.phone.code(1);

        assertThat(ada.verify(ada.challenge(), code)).isInstanceOf(SignedIn.class);
        assertThat(ada.verify(ada.challenge(), code)).isEqualTo(new InvalidCode());
    }

    @Test
    @Row("MF-03")
    void takesNoCodeOlderThanTheLastOneThatWasUsed() {
        ada.withTotp();
        String older = ada.phone.code(0);
        String before = ada.phone.code(-1);
        module.database.execute(
                "UPDATE auth.totp SET last_step = last_step - 10 WHERE holder_id = '" + ada.holder.id() + "'");

        assertThat(ada.verify(ada.challenge(), ada.phone.code(1))).isInstanceOf(SignedIn.class);
        assertThat(ada.verify(ada.challenge(), older)).isEqualTo(new InvalidCode());
        assertThat(ada.verify(ada.challenge(), before)).isEqualTo(new InvalidCode());
    }

    @Test
    @Row("MF-03")
    void takesTheCodeThatSwitchedItOnNoMore() {
        TotpEnrolment enrolment = ada.begin();
        String code = new Phone(enrolment).code();

        assertThat(module.factors.confirmTotp(ada.change(), code)).isInstanceOf(CodesIssued.class);
        assertThat(ada.verify(ada.challenge(), code)).isEqualTo(new InvalidCode());
    }

    @Test
    @Row("MF-03")
    void takesACodeOnceHoweverManyShowItAtOnce() {
        ada.withTotp();
        List<ChallengeRequired> challenges =
                Stream.generate(ada::challenge).limit(20).toList();
        String code = ada.phone.code(1);
        int before = ada.person.liveSessions();

        List<ChallengeOutcome> outcomes = Race.of(20, i -> ada.verify(challenges.get(i), code));

        assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof InvalidCode || outcome instanceof Throttled)
                .hasSize(19);
        assertThat(ada.person.liveSessions()).isEqualTo(before + 1);
    }

    @Test
    @Row("MF-09")
    void takesTheCodesOfOneStepToEitherSideOnly() {
        ada.withTotp();
        String forget = "UPDATE auth.totp SET last_step = 0 WHERE holder_id = '" + ada.holder.id() + "'";
        module.database.execute(forget);

        assertThat(ada.verify(ada.challenge(), ada.phone.code(-2))).isEqualTo(new InvalidCode());
        assertThat(ada.verify(ada.challenge(), ada.phone.code(3))).isEqualTo(new InvalidCode());
        assertThat(ada.verify(ada.challenge(), ada.phone.code(-1))).isInstanceOf(SignedIn.class);
        module.database.execute(forget);
        assertThat(ada.verify(ada.challenge(), ada.phone.code(1))).isInstanceOf(SignedIn.class);
    }

    @Test
    @Row("MF-11")
    void countsForNothingBeforeItsFirstCode() {
        TotpEnrolment enrolment = ada.begin();

        assertThat(ada.person.logIn(PASSWORD)).isInstanceOfSatisfying(LoginOutcome.SignedIn.class, in -> assertThat(
                        in.account().twoFactorEnabled())
                .isFalse());
        assertThat(module.factors.confirmTotp(ada.change(), new Phone(enrolment).wrongCode()))
                .isEqualTo(new FactorOutcome.InvalidCode());
        assertThat(module.factors.of(ada.holder).enrolled()).isFalse();
        assertThat(ada.person.logIn(PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(ada.person.recorded("account.totp_enabled", "failure")).isOne();
    }

    @Test
    @Row("MF-11")
    void knowsOnlyTheSecretThatWasDrawnLast() {
        TotpEnrolment first = ada.begin();
        TotpEnrolment second = ada.begin();

        assertThat(first.secret()).isNotEqualTo(second.secret());
        assertThat(module.factors.confirmTotp(ada.change(), new Phone(first).code()))
                .isEqualTo(new FactorOutcome.InvalidCode());
        assertThat(module.factors.confirmTotp(ada.change(), new Phone(second).code()))
                .isInstanceOf(CodesIssued.class);
    }

    @Test
    @Row("MF-11")
    void givesASecretThatCountsAwayNoMoreAndReplacesItByNoOther() {
        ada.withTotp();

        assertThat(module.factors.beginTotp(ada.change())).isEqualTo(new NotPossible(Reason.ALREADY_ENABLED));
        assertThat(module.factors.confirmTotp(ada.change(), ada.phone.code(1)))
                .isEqualTo(new NotPossible(Reason.ALREADY_ENABLED));
        assertThat(module.factors.of(ada.holder).toString()).doesNotContainIgnoringCase("secret");
    }

    @Test
    @Row("MF-11")
    void storesTheSecretEncryptedAndBoundToItsRow() {
        TotpEnrolment enrolment = ada.begin();
        Member eve = new Member(module);
        eve.begin();
        String stored = stored("encode(secret_encrypted, 'hex')", ada);
        String plain = Hex.toHexString(org.bouncycastle.util.encoders.Base32.decode(enrolment.secret()));

        assertThat(stored).doesNotContain(plain).hasSizeGreaterThan(40);
        module.database.execute("UPDATE auth.totp SET secret_encrypted = decode('" + stored
                + "', 'hex') WHERE holder_id = '" + eve.holder.id() + "'");
        assertThatThrownBy(() -> module.factors.confirmTotp(eve.change(), new Phone(enrolment).code()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be decrypted");
        assertThat(enrolment.toString()).doesNotContain(enrolment.secret());
    }

    @Test
    void forgetsASecretThatNobodyConfirmsWithinHalfAnHour() {
        Phone phone = new Phone(ada.begin());
        module.database.execute("UPDATE auth.totp SET created_at = now() - interval '31 minutes' WHERE holder_id = '"
                + ada.holder.id() + "'");

        assertThat(module.factors.confirmTotp(ada.change(), phone.code())).isEqualTo(new NotPossible(Reason.NOT_BEGUN));
    }

    @Test
    void isSwitchedOnOnceHoweverManyConfirmAtOnce() {
        Phone phone = new Phone(ada.begin());
        String code = phone.code();

        ByOwner change = ada.change();

        List<FactorOutcome> outcomes = Race.of(20, i -> module.factors.confirmTotp(change, code));

        assertThat(outcomes).filteredOn(CodesIssued.class::isInstance).hasSize(1);
        assertThat(ada.person.recorded("account.totp_enabled", "success")).isOne();
        assertThat(module.factors.of(ada.holder).recoveryCodesLeft()).isEqualTo(10);
    }

    @Test
    void takesACodeWithASpaceInTheMiddle() {
        ada.withTotp();
        String code = ada.phone.code(1);

        assertThat(ada.verify(
                        ada.challenge(), " " + code.substring(0, 3) + " " + code.substring(3) + " ", FactorMethod.TOTP))
                .isInstanceOf(SignedIn.class);
    }

    private String stored(String expression, Member member) {
        return module.database.query(
                "SELECT " + expression + " FROM auth.totp WHERE holder_id = '" + member.holder.id() + "'");
    }
}

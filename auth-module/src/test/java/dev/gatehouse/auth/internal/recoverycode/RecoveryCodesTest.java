package dev.gatehouse.auth.internal.recoverycode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.ChallengeOutcome.InvalidCode;
import dev.gatehouse.auth.ChallengeOutcome.SignedIn;
import dev.gatehouse.auth.ChallengeOutcome.Throttled;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FactorOutcome.CodesIssued;
import dev.gatehouse.auth.FactorOutcome.NotPossible;
import dev.gatehouse.auth.FactorOutcome.Reason;
import dev.gatehouse.auth.LoginOutcome.ChallengeRequired;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Member;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Row("MF-10")
class RecoveryCodesTest {

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Member ada = new Member(module).withTotp();

    @Test
    void takesNoCodeTwice() {
        String code = ada.recoveryCodes.get(3);

        assertThat(ada.verify(ada.challenge(), code)).isInstanceOf(SignedIn.class);
        assertThat(ada.verify(ada.challenge(), code)).isEqualTo(new InvalidCode());
        assertThat(module.factors.of(ada.holder).recoveryCodesLeft()).isEqualTo(9);
    }

    @Test
    void takesACodeOnceHoweverManyShowItAtOnce() {
        List<ChallengeRequired> challenges =
                Stream.generate(ada::challenge).limit(20).toList();

        List<ChallengeOutcome> outcomes = Race.of(20, i -> ada.verify(challenges.get(i), ada.recoveryCodes.get(0)));

        assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof InvalidCode || outcome instanceof Throttled)
                .hasSize(19);
        assertThat(ada.person.recorded("account.recovery_code_used", "success")).isOne();
    }

    @Test
    void takesNoCodeOfASetThatWasReplaced() {
        CodesIssued issued = (CodesIssued) module.factors.replaceRecoveryCodes(ada.proof());

        assertThat(ada.verify(ada.challenge(), ada.recoveryCodes.get(0))).isEqualTo(new InvalidCode());
        assertThat(issued.recoveryCodes()).hasSize(10).doesNotContainAnyElementsOf(ada.recoveryCodes);
        assertThat(ada.verify(ada.challenge(), issued.recoveryCodes().get(9))).isInstanceOf(SignedIn.class);
        assertThat(ada.person.recorded("account.recovery_codes_replaced", "success"))
                .isOne();
    }

    @Test
    void leavesOneSetHoweverManyAreAskedForAtOnce() {
        Race.of(20, i -> module.factors.replaceRecoveryCodes(ada.proof()));

        assertThat(module.factors.of(ada.holder).recoveryCodesLeft()).isEqualTo(10);
    }

    @Test
    void givesNoneToAnAccountWithoutASecondFactor() {
        Member eve = new Member(module);

        assertThat(module.factors.replaceRecoveryCodes(eve.proof())).isEqualTo(new NotPossible(Reason.NOT_ENABLED));
    }

    @Test
    void givesTenCodesOfAHundredAndThirtyRandomBitsAndStoresTheirHashesOnly() {
        assertThat(ada.recoveryCodes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}"));
        assertThat(ada.person.count(
                        "auth.recovery_code WHERE length(code_hash) = 32 AND holder_id = '" + ada.holder.id() + "'"))
                .isEqualTo(10);
        String rows = module.database.query("SELECT string_agg(r::text, ' ') FROM auth.recovery_code r");
        assertThat(ada.recoveryCodes).noneMatch(code -> rows.contains(code.replace("-", "")));
    }

    @Test
    void tellsTheOwnerHowManyAreLeft() {
        ada.verify(ada.challenge(), ada.recoveryCodes.get(0));

        assertThat(ada.person.mails().get(0).subject()).isEqualTo("A recovery code was used");
        assertThat(ada.person.mails().get(0).text()).contains("left: 9");
    }

    @Test
    void takesACodeAsPeopleTypeIt() {
        assertThat(ada.verify(ada.challenge(), ada.recoveryCodes.get(0).toLowerCase(Locale.ROOT)))
                .isInstanceOf(SignedIn.class);
        assertThat(ada.verify(ada.challenge(), ada.recoveryCodes.get(1).replace("-", "")))
                .isInstanceOf(SignedIn.class);
        assertThat(ada.verify(ada.challenge(), " " + ada.recoveryCodes.get(2).replace('-', ' '), FactorMethod.RECOVERY))
                .isInstanceOf(SignedIn.class);
        assertThat(ada.verify(
                        ada.challenge(),
                        ada.recoveryCodes.get(4).replace('0', 'O').replace('1', 'l')))
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void isOfferedOnlyWhileOneIsLeft() {
        module.database.execute(
                "UPDATE auth.recovery_code SET used_at = now() WHERE holder_id = '" + ada.holder.id() + "'");

        assertThat(ada.challenge().methods()).containsExactly(FactorMethod.TOTP);
    }
}

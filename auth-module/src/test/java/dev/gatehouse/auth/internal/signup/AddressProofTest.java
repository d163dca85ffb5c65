package dev.gatehouse.auth.internal.signup;

import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.auth.VerificationOutcome.Invalid;
import dev.gatehouse.auth.VerificationOutcome.PasswordRequired;
import dev.gatehouse.auth.VerificationOutcome.TokenInvalid;
import dev.gatehouse.auth.VerificationOutcome.Verified;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressProofTest {

    private static final String NEW_PASSWORD = "Newer Horse 8 Battery";
    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person person = new Person(MODULE);

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000", "' OR 1=1 --"})
    void refusesATokenThatWasNeverMailedWithoutHashing(String token) {
        int hashes = MODULE.hashing.count();

        assertThat(person.verify(token, PASSWORD)).isInstanceOf(TokenInvalid.class);
        assertThat(person.verifyAnew(token, NEW_PASSWORD)).isInstanceOf(TokenInvalid.class);
        assertThat(MODULE.hashing.count()).isEqualTo(hashes);
    }

    @Test
    void refusesAnExpiredToken() {
        person.signUp(PASSWORD);
        MODULE.database.execute("UPDATE auth.one_time_token SET created_at = now() - interval '25 hours',"
                + " expires_at = now() - interval '1 second' WHERE account_id = '" + person.id() + "'");

        assertThat(person.verify(person.link(), PASSWORD)).isInstanceOf(TokenInvalid.class);
        assertThat(person.account("email_verified_at")).isNull();
    }

    @Test
    void givesATokenTwentyFourHours() {
        person.signUp(PASSWORD);

        assertThat(MODULE.database.query(
                        "SELECT round(extract(epoch FROM expires_at - created_at) / 60) FROM auth.one_time_token"
                                + " WHERE account_id = '" + person.id() + "'"))
                .isEqualTo("1440");
    }

    @Test
    void refusesATokenThatWasUsed() {
        person.signUp(PASSWORD);
        String token = person.link();

        assertThat(person.verify(token, PASSWORD)).isInstanceOf(Verified.class);
        assertThat(person.verify(token, PASSWORD)).isInstanceOf(TokenInvalid.class);
        assertThat(person.verifyAnew(token, NEW_PASSWORD)).isInstanceOf(TokenInvalid.class);
    }

    @Test
    void asksForThePasswordAndKeepsTheToken() {
        person.signUpFrom("the browser's secret", PASSWORD);
        String token = person.link();

        assertThat(person.verify(token, null)).isInstanceOf(PasswordRequired.class);
        assertThat(person.verify(token, "Wrong Horse 7 Battery")).isInstanceOf(PasswordRequired.class);
        assertThat(person.verify(token, "x".repeat(100_000))).isInstanceOf(PasswordRequired.class);
        assertThat(person.verifyFrom("another browser's", token)).isInstanceOf(PasswordRequired.class);
        assertThat(person.account("email_verified_at")).isNull();
        assertThat(person.recorded("login.failed", "failure")).isEqualTo(2);
        assertThat(person.verify(token, PASSWORD)).isInstanceOf(Verified.class);
    }

    @Test
    void forgetsWhatALinkWasSentForOnceItIsUsedOrReplaced() {
        person.signUpFrom("the browser's secret", PASSWORD);
        person.signUpFrom("the browser's secret", PASSWORD);
        assertThat(remembered("consumed_at IS NOT NULL")).isZero();
        assertThat(remembered("consumed_at IS NULL")).isOne();

        assertThat(person.verify(person.link(), PASSWORD)).isInstanceOf(Verified.class);

        assertThat(remembered("true")).isZero();
    }

    @Test
    void refusesANewPasswordThatIsTooWeakAndKeepsTheToken() {
        person.signUp(PASSWORD);
        String token = person.link();

        assertThat(person.verifyAnew(token, "Password1")).isInstanceOf(Invalid.class);
        assertThat(person.verifyAnew(token, "Lovelace-1815-x")).isInstanceOf(Invalid.class);
        assertThat(person.verifyAnew(token, NEW_PASSWORD)).isInstanceOf(Verified.class);
    }

    @Test
    void takesTheBrowserThatSignedUpAtItsWord() {
        person.signUpFrom("the browser's secret", PASSWORD);
        int hashes = MODULE.hashing.count();

        assertThat(person.verifyFrom("the browser's secret", person.link())).isInstanceOf(Verified.class);
        assertThat(MODULE.hashing.count()).isEqualTo(hashes);
        assertThat(person.logIn(PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    void letsWhoeverProvesTheAddressDecideThePassword() {
        person.signUp(PASSWORD);

        assertThat(person.verifyAnew(person.link(), NEW_PASSWORD))
                .isInstanceOfSatisfying(Verified.class, verified -> assertThat(
                                verified.account().emailVerified())
                        .isTrue());
        assertThat(person.logIn(PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS));
        assertThat(person.logIn(NEW_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(person.recorded("account.email_verified", "success")).isOne();
    }

    @Test
    void verifiesOnceHoweverManyUseTheTokenAtOnce() {
        person.signUp(PASSWORD);
        String token = person.link();

        List<VerificationOutcome> outcomes = Race.of(20, i -> person.verify(token, PASSWORD));

        assertThat(outcomes).filteredOn(Verified.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(TokenInvalid.class::isInstance).hasSize(19);
        assertThat(person.recorded("account.email_verified", "success")).isOne();
    }

    /** How many of the person's links still say anything of what they were sent for. */
    private int remembered(String which) {
        return person.count("auth.one_time_token WHERE account_id = '" + person.id() + "' AND " + which
                + " AND num_nonnulls(pending_password_hash, pending_first_name, pending_last_name, pending_user_type,"
                + " pending_locale, browser_hash) > 0");
    }
}

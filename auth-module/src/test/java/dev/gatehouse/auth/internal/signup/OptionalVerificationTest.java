package dev.gatehouse.auth.internal.signup;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.PasswordSettings;
import dev.gatehouse.auth.ProfileChange;
import dev.gatehouse.auth.SignUpOutcome.SignedIn;
import dev.gatehouse.auth.SignUpOutcome.VerificationSent;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.auth.VerificationOutcome.PasswordRequired;
import dev.gatehouse.auth.VerificationOutcome.TokenInvalid;
import dev.gatehouse.auth.VerificationOutcome.Verified;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.password.CountedHashing;
import dev.gatehouse.session.NewSession.Kind;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionalVerificationTest {

    private static final String OWNERS_PASSWORD = "Owners Horse 9 Battery";
    private static final AuthModule MODULE = AuthModule.withOptionalVerification();

    private final Person person = new Person(MODULE);

    @Test
    void leavesTheFirstPasswordAloneUntilTheAddressIsProven() {
        person.signUp(PASSWORD);

        assertThat(person.signUp(OWNERS_PASSWORD)).isInstanceOf(VerificationSent.class);

        assertThat(person.logIn(OWNERS_PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS));
        assertThat(person.logIn(PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    void endsWhatAnotherBeganOnceTheOwnerProvesTheAddress() {
        person.signUp(PASSWORD);
        String squattersLink = person.link();
        person.signUp(OWNERS_PASSWORD);

        assertThat(person.verify(person.link(), OWNERS_PASSWORD)).isInstanceOf(Verified.class);

        assertThat(person.liveSessions()).isZero();
        assertThat(person.recorded("session.all_revoked", "success")).isOne();
        assertThat(person.verify(squattersLink, PASSWORD)).isInstanceOf(TokenInvalid.class);
        assertThat(person.logIn(PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS));
        assertThat(person.logIn(OWNERS_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    void endsTheSessionsOfAClaimedAccountOnceProofIsRequired() {
        person.signUp(PASSWORD);
        AuthModule nowRequired = AuthModule.withRequiredVerification();

        nowRequired.signUp.signUp(person.form(OWNERS_PASSWORD));

        assertThat(person.liveSessions()).isZero();
        assertThat(person.recorded("session.all_revoked", "success")).isOne();
    }

    @Test
    void endsTheSessionsWhenTheOwnerChoosesANewPassword() {
        person.signUp(PASSWORD);

        assertThat(person.verifyAnew(person.link(), OWNERS_PASSWORD)).isInstanceOf(Verified.class);

        assertThat(person.liveSessions()).isZero();
    }

    @Test
    void keepsTheNameThatTheOwnerHasChosenSinceTheLinkWasSent() {
        person.signUp(PASSWORD);
        call("Augusta", "de");

        assertThat(person.verify(person.link(), PASSWORD)).isInstanceOf(Verified.class);

        assertThat(person.account("first_name || ' ' || locale")).isEqualTo("Augusta de");
    }

    @Test
    void keepsTheNameThatTheOwnerHasChosenWithANewPasswordToo() {
        person.signUp(PASSWORD);
        call("Augusta", "de");

        assertThat(person.verifyAnew(person.link(), OWNERS_PASSWORD)).isInstanceOf(Verified.class);

        assertThat(person.account("first_name || ' ' || locale")).isEqualTo("Augusta de");
        assertThat(person.logIn(OWNERS_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsAHashRenewedAtLoginAndTheSessionsOfItsPassword(boolean byBrowser) {
        person.signUpFrom("the browser's secret", PASSWORD);
        String older = new CountedHashing(new PasswordSettings(8, true, 19456, 2, 1)).hash(PASSWORD);
        person.change("password_hash = '" + older + "'");
        person.logIn(PASSWORD);
        String renewed = person.account("password_hash");

        assertThat(byBrowser ? person.verifyFrom("the browser's secret", person.link()) : verify())
                .isInstanceOf(Verified.class);

        assertThat(person.account("password_hash")).isEqualTo(renewed).isNotEqualTo(older);
        assertThat(person.liveSessions()).isEqualTo(2);
        assertThat(person.recorded("session.all_revoked", "success")).isZero();
    }

    @Test
    void asksForThePasswordThatTheAccountHasNow() {
        person.signUp(PASSWORD);
        person.change("password_hash = '" + MODULE.hashing.hash(OWNERS_PASSWORD) + "'");

        assertThat(person.verify(person.link(), PASSWORD)).isInstanceOf(PasswordRequired.class);
        assertThat(person.verify(person.link(), OWNERS_PASSWORD)).isInstanceOf(Verified.class);
        assertThat(person.liveSessions()).isOne();
    }

    @Test
    void takesNoProfileFromAStrangersSignUp() {
        person.signUp(PASSWORD);
        strangerSignsUp();

        assertThat(person.verifyAnew(person.link(), OWNERS_PASSWORD)).isInstanceOf(Verified.class);

        assertThat(person.account("first_name || ' ' || user_type || ' ' || locale"))
                .isEqualTo("Ada client en");
        assertThat(person.liveSessions()).isZero();
        assertThat(person.logIn(OWNERS_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    void takesNoProfileFromAStrangersSignUpByALinkSentAgain() {
        person.signUp(PASSWORD);
        strangerSignsUp();
        MODULE.signUp.resendVerification(person.email, ORIGIN);

        assertThat(person.verify(person.link(), PASSWORD)).isInstanceOf(PasswordRequired.class);
        assertThat(person.verifyAnew(person.link(), OWNERS_PASSWORD)).isInstanceOf(Verified.class);

        assertThat(person.account("first_name || ' ' || user_type || ' ' || locale"))
                .isEqualTo("Ada client en");
    }

    @Test
    void signsANewAddressInAndMailsTheLinkAsWell() {
        assertThat(person.signUp(PASSWORD)).isInstanceOfSatisfying(SignedIn.class, signedIn -> {
            assertThat(signedIn.account().emailVerified()).isFalse();
            assertThat(MODULE.sessions.find(signedIn.session().sessionId())).isPresent();
        });
        assertThat(person.links()).hasSize(1);
    }

    @Test
    void keepsTheSessionsOfTheOneWhoProvesWithTheirOwnPassword() {
        person.signUp(PASSWORD);

        assertThat(person.verify(person.link(), PASSWORD)).isInstanceOf(Verified.class);

        assertThat(person.liveSessions()).isOne();
    }

    private VerificationOutcome verify() {
        return person.verify(person.link(), PASSWORD);
    }

    private void call(String firstName, String locale) {
        MODULE.accounts.changeProfile(
                person.id(), new ProfileChange(Optional.of(firstName), Optional.empty(), Optional.of(locale)), ORIGIN);
    }

    private void strangerSignsUp() {
        MODULE.signUp.signUp(new SignUpRequest(
                person.email,
                "Strangers Horse 6 Battery",
                "Mallory",
                "Lovelace",
                Optional.of("business"),
                true,
                Optional.empty(),
                Locale.GERMAN,
                Kind.TOKEN,
                ORIGIN));
    }
}

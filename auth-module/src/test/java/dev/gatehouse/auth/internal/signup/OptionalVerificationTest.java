package dev.gatehouse.auth.internal.signup;

import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.SignUpOutcome.SignedIn;
import dev.gatehouse.auth.SignUpOutcome.VerificationSent;
import dev.gatehouse.auth.VerificationOutcome.TokenInvalid;
import dev.gatehouse.auth.VerificationOutcome.Verified;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import org.junit.jupiter.api.Test;

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
    void endsTheSessionsWhenTheOwnerChoosesANewPassword() {
        person.signUp(PASSWORD);

        assertThat(person.verifyAnew(person.link(), OWNERS_PASSWORD)).isInstanceOf(Verified.class);

        assertThat(person.liveSessions()).isZero();
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
}

package dev.gatehouse.auth.internal.credential;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.PasswordChangeOutcome;
import dev.gatehouse.auth.PasswordChangeOutcome.Changed;
import dev.gatehouse.auth.PasswordChangeOutcome.Invalid;
import dev.gatehouse.auth.PasswordChangeOutcome.Refused;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.auth.internal.throttle.WatchedSecrets;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordChangeTest {

    private static final String NEW_PASSWORD = "Newer Horse 8 Battery";
    private static final String WRONG = "Wrong Horse 7 Battery";
    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person person = new Person(MODULE);
    private StartedSession session;

    @BeforeEach
    void signIn() {
        session = person.registered().session(PASSWORD);
    }

    @Test
    @Row("PW-07")
    void refusesAWrongCurrentPasswordAndCountsIt() {
        assertThat(change(WRONG)).isEqualTo(new Refused(ProofRefusal.INVALID_CREDENTIALS));
        assertThat(change("x".repeat(100_000))).isEqualTo(new Refused(ProofRefusal.INVALID_CREDENTIALS));

        assertThat(MODULE.secrets.failuresOf(person.holder())).isEqualTo(2);
        assertThat(person.recorded("account.password_changed", "failure")).isEqualTo(2);
        assertThat(person.logIn(PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    @Row("PW-07")
    void doesNotLookAtThePasswordOfSomebodyWhoHasFailedTooOften() {
        MODULE.secrets.shutOut(person.holder());
        int hashes = MODULE.hashing.count();

        assertThat(change(PASSWORD)).isEqualTo(new Refused(ProofRefusal.tooManyAttempts(WatchedSecrets.DELAY)));

        assertThat(MODULE.hashing.count()).isEqualTo(hashes);
        assertThat(MODULE.secrets.failuresOf(person.holder())).isZero();
    }

    @Test
    @Row("PW-07")
    void asksForTheCurrentPasswordHoweverFreshTheSession() {
        assertThat(change(Optional.empty(), NEW_PASSWORD))
                .isEqualTo(new Invalid(List.of(FieldError.of("currentPassword", Problem.REQUIRED))));
    }

    @Test
    void refusesASessionThatIsNotFreshWhereThereIsNoPassword() {
        person.change("password_hash = NULL");
        MODULE.database.execute(
                "UPDATE session.session SET authenticated_at = now() - interval '6 minutes' WHERE id = '"
                        + session.sessionId() + "'");

        assertThat(change(Optional.empty(), NEW_PASSWORD)).isEqualTo(new Refused(ProofRefusal.FRESH_LOGIN_REQUIRED));
        assertThat(change(PASSWORD)).isEqualTo(new Refused(ProofRefusal.INVALID_CREDENTIALS));

        MODULE.sessions.reauthenticated(session.sessionId());
        assertThat(change(Optional.empty(), NEW_PASSWORD)).isEqualTo(new Changed());
        assertThat(person.logIn(NEW_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    void refusesTheSessionOfAnotherAndOneThatHasEnded() {
        StartedSession foreign = new Person(MODULE).registered().session(PASSWORD);
        assertThat(change(foreign.sessionId(), PASSWORD)).isEqualTo(new Refused(ProofRefusal.SESSION_ENDED));

        MODULE.sessions.logOut(person.id(), session.sessionId(), ORIGIN);
        assertThat(change(PASSWORD)).isEqualTo(new Refused(ProofRefusal.SESSION_ENDED));
    }

    @Test
    @Row("PW-04")
    void refusesAWeakPasswordBeforeItLooksAtTheCurrentOne() {
        int hashes = MODULE.hashing.count();

        assertThat(change(Optional.of(WRONG), "Password1")).isInstanceOf(Invalid.class);
        assertThat(change(Optional.of(WRONG), "Lovelace 1815 x")).isInstanceOf(Invalid.class);
        assertThat(change(Optional.of(WRONG), "x")).isInstanceOf(Invalid.class);

        assertThat(MODULE.hashing.count()).isEqualTo(hashes);
    }

    @Test
    @Row("TK-07")
    void changesThePasswordAndEndsEveryOtherSession() {
        StartedSession other = person.session(PASSWORD);

        assertThat(change(PASSWORD)).isEqualTo(new Changed());

        assertThat(MODULE.sessions.find(session.sessionId())).isPresent();
        assertThat(MODULE.sessions.find(other.sessionId())).isEmpty();
        assertThat(MODULE.sessions.refresh(other.secret(), ORIGIN)).isInstanceOf(RefreshOutcome.Invalid.class);
        assertThat(person.logIn(PASSWORD)).isInstanceOf(LoginOutcome.Refused.class);
        assertThat(person.logIn(NEW_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(person.recorded("account.password_changed", "success")).isOne();
        // the proof of the address, and the proof of the owner
        assertThat(MODULE.secrets.takenBackFrom(person.holder())).isEqualTo(2);
        assertThat(person.mails().get(0).text()).contains("/not-me?token=", "192.0.2.7");
    }

    @Test
    @Row({"R-25", "TK-07"})
    void leavesNoSessionOfTheOldPasswordHoweverManySignInAndRefreshMeanwhile() {
        for (int round = 0; round < 5; round++) {
            Person someone = new Person(MODULE).registered();
            StartedSession own = someone.session(PASSWORD);
            StartedSession old = someone.session(PASSWORD);
            OwnerProof proof = proof(someone, own.sessionId(), Optional.of(PASSWORD));

            Race.of(20, i -> switch (i % 4) {
                case 0 -> MODULE.sessions.refresh(old.secret(), ORIGIN);
                case 1 -> i == 1 ? MODULE.passwordChange.change(proof, NEW_PASSWORD) : someone.logIn(PASSWORD);
                default -> someone.logIn(PASSWORD);
            });

            assertThat(MODULE.sessions.of(someone.id())).singleElement().satisfies(left -> assertThat(left.id())
                    .isEqualTo(own.sessionId()));
        }
    }

    @Test
    void changesOnceHoweverOftenItIsAskedAtOnce() {
        List<PasswordChangeOutcome> outcomes =
                Race.of(20, i -> change(Optional.of(PASSWORD), "Newer Horse 8 Battery" + i));

        assertThat(outcomes).filteredOn(Changed.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(new Refused(ProofRefusal.INVALID_CREDENTIALS)::equals)
                .hasSize(19);
    }

    private PasswordChangeOutcome change(String currentPassword) {
        return change(Optional.of(currentPassword), NEW_PASSWORD);
    }

    private PasswordChangeOutcome change(UUID sessionId, String currentPassword) {
        return MODULE.passwordChange.change(proof(person, sessionId, Optional.of(currentPassword)), NEW_PASSWORD);
    }

    private PasswordChangeOutcome change(Optional<String> currentPassword, String newPassword) {
        return MODULE.passwordChange.change(proof(person, session.sessionId(), currentPassword), newPassword);
    }

    private static OwnerProof proof(Person person, UUID sessionId, Optional<String> password) {
        return new OwnerProof(person.holder(), sessionId, password, Client.of(ORIGIN));
    }
}

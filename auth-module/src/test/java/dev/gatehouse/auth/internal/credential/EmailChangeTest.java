package dev.gatehouse.auth.internal.credential;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.EmailChangeOutcome;
import dev.gatehouse.auth.EmailChangeOutcome.Invalid;
import dev.gatehouse.auth.EmailChangeOutcome.Refused;
import dev.gatehouse.auth.EmailChangeOutcome.Requested;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder.Kind;
import dev.gatehouse.auth.LinkOutcome;
import dev.gatehouse.auth.LinkOutcome.Done;
import dev.gatehouse.auth.LinkOutcome.TokenInvalid;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.PasswordResetOutcome;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailChangeTest {

    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person person = new Person(MODULE);
    private final Person target = new Person(MODULE);
    private StartedSession session;
    private UUID id;

    @BeforeEach
    void signIn() {
        session = person.registered().session(PASSWORD);
        id = person.id();
    }

    @Test
    void refusesWhatIsNoNewAddress() {
        assertThat(request(null)).isEqualTo(invalid(Problem.REQUIRED));
        assertThat(request(" ")).isEqualTo(invalid(Problem.REQUIRED));
        assertThat(request("nobody")).isEqualTo(invalid(Problem.INVALID_EMAIL));
        assertThat(request(person.email)).isEqualTo(invalid(Problem.INVALID_CHOICE));
    }

    @Test
    @Row("RC-08")
    void refusesAWrongPasswordAndASessionThatIsNotFresh() {
        assertThat(request(target.email, Optional.of("Wrong Horse 7 Battery")))
                .isEqualTo(new Refused(ProofRefusal.INVALID_CREDENTIALS));
        assertThat(MODULE.secrets.failuresOf(person.holder())).isOne();
        MODULE.database.execute(
                "UPDATE session.session SET authenticated_at = now() - interval '6 minutes' WHERE id = '"
                        + session.sessionId() + "'");
        assertThat(request(target.email, Optional.empty())).isEqualTo(new Refused(ProofRefusal.FRESH_LOGIN_REQUIRED));

        assertThat(target.mails()).isEmpty();
        assertThat(person.recorded("account.email_change_requested", "failure")).isEqualTo(2);
        assertThat(request(target.email)).isEqualTo(new Requested());
    }

    @Test
    @Row("RC-08")
    void changesNothingUntilTheNewAddressIsProven() {
        assertThat(request(target.email, Optional.empty())).isEqualTo(new Requested());

        assertThat(person.account("id")).isEqualTo(id.toString());
        assertThat(person.mails().get(0).text()).contains("/not-me?token=").doesNotContain(target.email);
        assertThat(person.recorded("account.email_change_requested", "success")).isOne();
        assertThat(confirm()).isEqualTo(new Done(target.holder()));
        assertThat(target.id()).isEqualTo(id);
        assertThat(target.account("email_verified_at")).isNotNull();
        assertThat(target.recorded("account.email_changed", "success")).isOne();
        assertThat(MODULE.sessions.find(session.sessionId())).isPresent();
    }

    @Test
    @Row({"RC-04", "RC-08"})
    void refusesAllConfirmationsButTheNewestAndThatASecondTime() {
        request(target.email);
        Person later = new Person(MODULE);
        request(later.email);

        assertThat(confirm()).isInstanceOf(TokenInvalid.class);
        String token = later.token("/email/confirm");
        assertThat(MODULE.emailChange.confirm(token, ORIGIN)).isInstanceOf(Done.class);
        assertThat(MODULE.emailChange.confirm(token, ORIGIN)).isInstanceOf(TokenInvalid.class);
    }

    @Test
    @Row({"RC-08", "TH-04"})
    void answersAKnownAddressTheSameAndTellsItsOwner() {
        List<String> unknown = MODULE.statements.during(() -> request(new Person(MODULE).email));
        target.registered();

        List<String> known =
                MODULE.statements.during(() -> assertThat(request(target.email)).isEqualTo(new Requested()));

        assertThat(known).isEqualTo(unknown).hasSizeGreaterThan(5);
        assertThat(target.tokens("/email/confirm")).isEmpty();
        assertThat(target.mails().get(0).text()).contains("/login").doesNotContain(person.email);
        assertThat(person.recorded("account.email_change_requested", "success")).isEqualTo(2);
    }

    @Test
    @Row("RC-08")
    void looksForTheAddressAgainAtTheEnd() {
        request(target.email);
        target.registered();

        assertThat(confirm()).isInstanceOf(TokenInvalid.class);

        assertThat(target.id()).isNotEqualTo(id);
        assertThat(person.account("id")).isEqualTo(id.toString());
        assertThat(person.recorded("account.email_changed", "denied")).isOne();
    }

    @Test
    @Row({"RC-05", "RC-08"})
    void letsWhoeverProvesTheAddressHaveItFromASignUpThatNeverDid() {
        target.signUp(PASSWORD);
        UUID squatter = target.id();
        request(target.email);

        assertThat(confirm()).isInstanceOf(Done.class);

        assertThat(target.id()).isEqualTo(id);
        assertThat(target.verify(target.token("/verify"), PASSWORD))
                .isInstanceOf(VerificationOutcome.TokenInvalid.class);
        assertThat(MODULE.database.query("SELECT email FROM auth.account WHERE id = '" + squatter + "'"))
                .isEqualTo(squatter + "@displaced.invalid");
    }

    @Test
    void refusesToMoveADisabledAccount() {
        request(target.email);
        person.change("disabled_at = now()");

        assertThat(confirm()).isInstanceOf(TokenInvalid.class);
        assertThat(person.account("id")).isEqualTo(id.toString());
    }

    @Test
    @Row("RC-05")
    void letsLinksDieThatWereMailedToTheOldAddress() {
        MODULE.passwordReset.request(Kind.USER, person.email, ORIGIN);
        request(target.email);
        confirm();

        assertThat(MODULE.passwordReset.reset(person.token("/reset"), "Newer Horse 8 Battery", Client.of(ORIGIN)))
                .isInstanceOf(PasswordResetOutcome.TokenInvalid.class);
    }

    @Test
    @Row("RC-05")
    void letsTheChangeDieWithThePasswordOfWhoeverBeganIt() {
        request(target.email);
        MODULE.passwordReset.request(Kind.USER, person.email, ORIGIN);
        MODULE.passwordReset.reset(person.token("/reset"), "Newer Horse 8 Battery", Client.of(ORIGIN));

        assertThat(confirm()).isInstanceOf(TokenInvalid.class);
        assertThat(person.account("id")).isEqualTo(id.toString());
    }

    @Test
    @Row("RC-05")
    void letsTheChangeDieOnceAnotherProvesTheAddressThatItsWishCameFrom() {
        AuthModule optional = AuthModule.withOptionalVerification();
        Person victim = new Person(optional);
        SignUpOutcome.SignedIn intruder = (SignUpOutcome.SignedIn) victim.signUp(PASSWORD);
        Person away = new Person(optional);
        optional.emailChange.request(proof(victim, intruder.session().sessionId(), Optional.of(PASSWORD)), away.email);
        victim.signUp("Newer Horse 8 Battery");
        victim.verify(victim.token("/verify"), "Newer Horse 8 Battery");

        assertThat(optional.emailChange.confirm(away.token("/email/confirm"), ORIGIN))
                .isInstanceOf(TokenInvalid.class);
    }

    @Test
    @Row("RC-08")
    void givesAnAddressToOneOfTwentyAccountsThatConfirmItAtOnce() {
        List<String> tokens =
                IntStream.range(0, 20).mapToObj(i -> tokenForTarget()).toList();

        List<LinkOutcome> outcomes = Race.of(20, i -> MODULE.emailChange.confirm(tokens.get(i), ORIGIN));

        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(TokenInvalid.class::isInstance).hasSize(19);
        assertThat(outcomes).contains(new Done(target.holder()));
    }

    /** Each of another account; the outbox forgets, so that the hourly limit does not stand in the way. */
    private String tokenForTarget() {
        Person other = new Person(MODULE).registered();
        MODULE.emailChange.request(
                proof(other, other.session(PASSWORD).sessionId(), Optional.of(PASSWORD)), target.email);
        String token = target.token("/email/confirm");
        MODULE.database.execute("DELETE FROM auth.mail_outbox WHERE recipient = '" + target.email + "'");
        return token;
    }

    private EmailChangeOutcome request(String newEmail) {
        return request(newEmail, Optional.of(PASSWORD));
    }

    private EmailChangeOutcome request(String newEmail, Optional<String> password) {
        return MODULE.emailChange.request(proof(person, session.sessionId(), password), newEmail);
    }

    private LinkOutcome confirm() {
        return MODULE.emailChange.confirm(target.token("/email/confirm"), ORIGIN);
    }

    private static OwnerProof proof(Person someone, UUID sessionId, Optional<String> password) {
        return new OwnerProof(someone.holder(), sessionId, password, Client.of(ORIGIN));
    }

    private static EmailChangeOutcome invalid(Problem problem) {
        return new Invalid(List.of(FieldError.of("newEmail", problem)));
    }
}

package dev.gatehouse.auth.internal.credential;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder.Kind;
import dev.gatehouse.auth.LinkOutcome;
import dev.gatehouse.auth.LinkOutcome.Done;
import dev.gatehouse.auth.LinkOutcome.TokenInvalid;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.PasswordResetOutcome;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An intruder is in the account; its owner reads the mail. */
class OwnersDefenceTest {

    private static final String NEW_PASSWORD = "Newer Horse 8 Battery";
    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person owner = new Person(MODULE);
    private final Person intruder = new Person(MODULE);
    private StartedSession session;
    private UUID id;

    @BeforeEach
    void signIn() {
        session = owner.registered().session(PASSWORD);
        id = owner.id();
    }

    @Test
    @Row("RC-04")
    void refusesLinksThatWereNeverMailedOrAreAWeekOld() {
        moveTo(intruder);
        assertThat(undo("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).isInstanceOf(TokenInvalid.class);
        assertThat(notMe(null)).isInstanceOf(TokenInvalid.class);
        assertThat(undo(notMeLink())).isInstanceOf(TokenInvalid.class);
        MODULE.database.execute("UPDATE auth.one_time_token SET created_at = created_at - interval '8 days',"
                + " expires_at = expires_at - interval '7 days' WHERE account_id = '" + id + "'");

        assertThat(undo(undoLink())).isInstanceOf(TokenInvalid.class);
        assertThat(notMe(notMeLink())).isInstanceOf(TokenInvalid.class);
        assertThat(intruder.id()).isEqualTo(id);
    }

    @Test
    @Row("RC-08")
    void putsTheOldAddressBackEndsAllSessionsAndForcesAReset() {
        moveTo(intruder);

        assertThat(undo(undoLink())).isEqualTo(new Done(owner.holder()));

        assertThat(owner.id()).isEqualTo(id);
        assertThat(owner.liveSessions()).isZero();
        assertThat(owner.logIn(PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.PASSWORD_RESET_REQUIRED));
        assertThat(owner.recorded("account.email_changed", "success")).isEqualTo(2);
        assertThat(undo(undoLink())).isInstanceOf(TokenInvalid.class);
        assertThat(reset(owner)).isInstanceOf(PasswordResetOutcome.Changed.class);
        assertThat(owner.logIn(NEW_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    @Row("RC-08")
    void putsTheAddressBackAfterASecondChangeWhateverItsFirstUndid() {
        Person second = new Person(MODULE);
        moveTo(intruder);
        session = intruder.session(PASSWORD);
        move(intruder, second);
        String intrudersUndo = intruder.token("/email/undo");
        assertThat(undo(intrudersUndo)).isInstanceOf(Done.class);
        assertThat(intruder.id()).isEqualTo(id);

        assertThat(undo(undoLink())).isInstanceOf(Done.class);

        assertThat(owner.id()).isEqualTo(id);
    }

    @Test
    @Row("RC-08")
    void letsTheLinksOfLaterChangesDie() {
        Person second = new Person(MODULE);
        moveTo(intruder);
        session = intruder.session(PASSWORD);
        move(intruder, second);

        assertThat(undo(undoLink())).isInstanceOf(Done.class);

        assertThat(undo(intruder.token("/email/undo"))).isInstanceOf(TokenInvalid.class);
        assertThat(owner.id()).isEqualTo(id);
    }

    @Test
    @Row("RC-08")
    void takesTheAddressFromASignUpThatWasToKeepTheOwnerFromIt() {
        moveTo(intruder);
        owner.signUp("Squatting Horse 3");

        assertThat(undo(undoLink())).isInstanceOf(Done.class);

        assertThat(owner.id()).isEqualTo(id);
    }

    @Test
    void leavesAnAddressToWhoeverHasProvenItSince() {
        moveTo(intruder);
        owner.registered();

        assertThat(undo(undoLink())).isInstanceOf(TokenInvalid.class);
        assertThat(intruder.id()).isEqualTo(id);
    }

    @Test
    @Row("RC-08")
    void sendsNoUndoLinkToAnAddressThatNobodyProved() {
        owner.change("email_verified_at = NULL");
        moveTo(intruder);

        assertThat(intruder.id()).isEqualTo(id);
        assertThat(owner.tokens("/email/undo")).isEmpty();
        assertThat(owner.tokens("/not-me")).isEmpty();
    }

    @Test
    @Row({"TK-05", "TK-07"})
    void endsAllSessionsAndForcesAResetAtOneClick() {
        changePassword();

        assertThat(notMe(notMeLink())).isEqualTo(new Done(owner.holder()));

        assertThat(owner.liveSessions()).isZero();
        assertThat(owner.count("session.account_version WHERE account_id = '" + id + "'"))
                .isOne();
        assertThat(owner.logIn(NEW_PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.PASSWORD_RESET_REQUIRED));
        assertThat(owner.recorded("security.suspicious_activity", "success")).isOne();
        assertThat(reset(owner)).isInstanceOf(PasswordResetOutcome.Changed.class);
    }

    @Test
    @Row("RC-04")
    void takesTheLinkOfAnyOfTheMailsAndThenNoOther() {
        changePassword();
        reset(owner);
        List<String> links = owner.tokens("/not-me");
        assertThat(links).hasSizeGreaterThan(1);

        assertThat(notMe(links.get(links.size() - 1))).isInstanceOf(Done.class);

        assertThat(links).allSatisfy(link -> assertThat(notMe(link)).isInstanceOf(TokenInvalid.class));
        assertThat(owner.recorded("security.suspicious_activity", "success")).isOne();
    }

    @Test
    @Row("RC-08")
    void takesTheAddressBackToo() {
        moveTo(intruder);

        assertThat(notMe(notMeLink())).isInstanceOf(Done.class);

        assertThat(owner.id()).isEqualTo(id);
        assertThat(intruder.tokens("/reset")).isEmpty();
        assertThat(undo(undoLink())).isInstanceOf(TokenInvalid.class);
        assertThat(reset(owner)).isInstanceOf(PasswordResetOutcome.Changed.class);
    }

    @Test
    void sendsTheLinkAboutAReusedTokenToo() {
        MODULE.sessions.refresh(session.secret(), ORIGIN);
        MODULE.sessions.refresh(session.secret(), ORIGIN);

        assertThat(notMe(notMeLink())).isInstanceOf(Done.class);
    }

    @Test
    @Row({"R-21", "RC-04"})
    void countsOnceHoweverManyClickAtOnce() {
        moveTo(intruder);
        String undo = undoLink();

        List<LinkOutcome> outcomes = Race.of(20, i -> undo(undo));

        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(owner.recorded("account.email_changed", "success")).isEqualTo(2);
    }

    private void changePassword() {
        MODULE.passwordChange.change(proof(owner), NEW_PASSWORD);
    }

    private void moveTo(Person to) {
        move(owner, to);
    }

    private void move(Person from, Person to) {
        MODULE.emailChange.request(proof(from), to.email);
        assertThat(MODULE.emailChange.confirm(to.token("/email/confirm"), ORIGIN))
                .isInstanceOf(Done.class);
    }

    private OwnerProof proof(Person person) {
        return new OwnerProof(person.holder(), session.sessionId(), Optional.of(PASSWORD), Client.of(ORIGIN));
    }

    private static PasswordResetOutcome reset(Person person) {
        if (person.tokens("/reset").isEmpty()) {
            MODULE.passwordReset.request(Kind.USER, person.email, ORIGIN);
        }
        return MODULE.passwordReset.reset(person.token("/reset"), NEW_PASSWORD, Client.of(ORIGIN));
    }

    private static LinkOutcome undo(String token) {
        return MODULE.emailChange.undo(token, ORIGIN);
    }

    private static LinkOutcome notMe(String token) {
        return MODULE.notMe.report(token, ORIGIN);
    }

    private String undoLink() {
        return owner.token("/email/undo");
    }

    private String notMeLink() {
        return owner.token("/not-me");
    }
}

package dev.gatehouse.auth.internal.credential;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder.Kind;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.PasswordResetOutcome;
import dev.gatehouse.auth.PasswordResetOutcome.Changed;
import dev.gatehouse.auth.PasswordResetOutcome.TokenInvalid;
import dev.gatehouse.auth.PasswordResetOutcome.WeakPassword;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordResetTest {

    private static final String NEW_PASSWORD = "Newer Horse 8 Battery";
    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person person = new Person(MODULE);

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000", "' OR 1=1 --"})
    @Row({"RC-01", "RC-10"})
    void refusesATokenThatWasNeverMailedWithoutHashingAndRecordsTheGuess(String token) {
        int hashes = MODULE.hashing.count();
        int guesses = guesses();

        assertThat(reset(token)).isInstanceOf(TokenInvalid.class);

        assertThat(MODULE.hashing.count()).isEqualTo(hashes);
        assertThat(guesses()).isEqualTo(guesses + 1);
    }

    @Test
    @Row("RC-01")
    void refusesALinkOfAnotherPurpose() {
        person.signUp(PASSWORD);

        assertThat(reset(person.token("/verify"))).isInstanceOf(TokenInvalid.class);
        request();
        assertThat(person.verifyAnew(person.token("/reset"), NEW_PASSWORD))
                .isInstanceOf(dev.gatehouse.auth.VerificationOutcome.TokenInvalid.class);
    }

    @Test
    @Row("RC-04")
    void refusesALinkThatIsHalfAnHourOld() {
        person.registered();
        request();
        assertThat(MODULE.database.query(
                        "SELECT extract(epoch FROM expires_at - created_at)::int / 60 FROM " + openLink() + " t"))
                .isEqualTo("30");
        MODULE.database.execute("UPDATE auth.one_time_token SET created_at = created_at - interval '31 minutes',"
                + " expires_at = clock_timestamp() WHERE account_id = '" + person.id() + "' AND consumed_at IS NULL");

        assertThat(reset(person.token("/reset"))).isInstanceOf(TokenInvalid.class);
    }

    @Test
    @Row("RC-04")
    void refusesAllLinksButTheNewestAndThatASecondTime() {
        person.registered();
        request();
        String older = person.token("/reset");
        request();
        String newest = person.token("/reset");

        assertThat(reset(older)).isInstanceOf(TokenInvalid.class);
        assertThat(reset(newest)).isEqualTo(new Changed(person.holder()));
        assertThat(reset(newest)).isInstanceOf(TokenInvalid.class);
    }

    @Test
    @Row("RC-04")
    void storesALinkOnlyAsItsHash() {
        person.registered();
        request();

        assertThat(MODULE.database.query("SELECT t::text FROM " + openLink() + " t"))
                .isNotNull()
                .doesNotContain(person.token("/reset"));
    }

    @Test
    @Row("PW-04")
    void refusesAWeakPasswordWithEveryReasonAndKeepsTheLink() {
        person.registered();
        request();
        String token = person.token("/reset");

        assertThat(reset(token, "short")).isInstanceOfSatisfying(WeakPassword.class, weak -> assertThat(weak.errors())
                .contains(
                        FieldError.of("newPassword", Problem.PASSWORD_TOO_SHORT, 8),
                        FieldError.of("newPassword", Problem.PASSWORD_NEEDS_DIGIT)));
        assertThat(problems(reset(token, "Password1"))).contains(Problem.PASSWORD_COMMON);
        assertThat(problems(reset(token, "Lovelace 1815 x"))).contains(Problem.PASSWORD_CONTAINS_CONTEXT);
        assertThat(problems(reset(token, null))).contains(Problem.REQUIRED);
        assertThat(reset(token)).isInstanceOf(Changed.class);
    }

    @Test
    @Row({"RC-03", "TK-07"})
    void setsThePasswordEndsAllSessionsAndMakesNone() {
        person.registered();
        StartedSession session = person.session(PASSWORD);
        person.session(PASSWORD);
        request();

        assertThat(reset(person.token("/reset"))).isEqualTo(new Changed(person.holder()));

        assertThat(person.liveSessions()).isZero();
        assertThat(MODULE.sessions.refresh(session.secret(), ORIGIN)).isInstanceOf(RefreshOutcome.Invalid.class);
        assertThat(person.count("session.account_version WHERE account_id = '" + person.id() + "'"))
                .isOne();
        assertThat(person.logIn(PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS));
        assertThat(person.logIn(NEW_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(person.recorded("account.password_reset", "success")).isOne();
        assertThat(person.mails().get(0).text()).contains("/not-me?token=", "192.0.2.7");
    }

    @Test
    @Row("RC-03")
    void letsADisablementAndAnUnprovenAddressStand() {
        person.signUp(PASSWORD);
        request();
        reset(person.token("/reset"));
        assertThat(person.logIn(NEW_PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.EMAIL_NOT_VERIFIED));

        person.change("disabled_at = now(), disabled_reason = 'x', email_verified_at = now()");
        request();
        reset(person.token("/reset"), "Newest Horse 9 Battery");
        assertThat(person.logIn("Newest Horse 9 Battery")).isEqualTo(new LoginOutcome.Refused(Reason.ACCOUNT_DISABLED));
    }

    @Test
    void liftsAForcedReset() {
        person.registered().change("password_reset_required = true");
        request();
        reset(person.token("/reset"));

        assertThat(person.logIn(NEW_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    @Row("RC-06")
    void mailsTheStoredAddressHoweverTheAddressWasTyped() {
        person.registered();

        MODULE.passwordReset.request(Kind.USER, "  " + person.email.toUpperCase(Locale.ROOT), ORIGIN);
        MODULE.passwordReset.request(Kind.USER, person.email + ",thief@mail.test", ORIGIN);
        MODULE.passwordReset.request(Kind.USER, person.email + "\nthief@mail.test", ORIGIN);
        MODULE.passwordReset.request(Kind.USER, null, ORIGIN);

        assertThat(person.tokens("/reset")).hasSize(1);
        assertThat(person.mailsTo("thief@mail.test")).isEmpty();
    }

    @Test
    @Row({"TH-04", "TH-05"})
    void asksTheSameOfTheDatabaseForEveryAddressAndNothingOfTheHashing() {
        Person disabled = new Person(MODULE).registered();
        disabled.change("disabled_at = now()");
        Person unverified = new Person(MODULE);
        unverified.signUp(PASSWORD);
        Person sated = new Person(MODULE).registered();
        for (int i = 0; i < 5; i++) {
            request(sated);
        }
        person.registered();
        int hashes = MODULE.hashing.count();

        List<String> known = MODULE.statements.during(this::request);

        assertThat(known).hasSizeGreaterThan(5);
        for (Person other : List.of(new Person(MODULE), disabled, unverified, sated)) {
            assertThat(MODULE.statements.during(() -> request(other))).isEqualTo(known);
        }
        assertThat(MODULE.hashing.count()).isEqualTo(hashes);
        assertThat(disabled.tokens("/reset")).hasSize(1);
        assertThat(unverified.tokens("/reset")).hasSize(1);
    }

    @Test
    void leavesNothingOfAnAddressWithoutAnAccountButTheRecord() {
        String links = MODULE.database.query("SELECT count(*) FROM auth.one_time_token");

        request();

        assertThat(MODULE.database.query("SELECT count(*) FROM auth.one_time_token"))
                .isEqualTo(links);
        assertThat(person.count("auth.mail_outbox WHERE recipient = '" + person.email + "'"))
                .isZero();
        assertThat(person.recorded("account.password_reset_requested", "denied"))
                .isOne();
    }

    @Test
    @Row("TH-08")
    void sendsFiveMailsAnHourAndKeepsTheLastLink() {
        person.registered();
        for (int i = 0; i < 7; i++) {
            request();
        }

        assertThat(person.tokens("/reset")).hasSize(5);
        assertThat(person.recorded("account.password_reset_requested", "success"))
                .isEqualTo(5);
        assertThat(reset(person.token("/reset"))).isInstanceOf(Changed.class);
    }

    @Test
    @Row("RC-05")
    void takesWhatAnIntruderBeganWithTheOldPassword() {
        AuthModule optional = AuthModule.withOptionalVerification();
        Person owner = new Person(optional);
        owner.signUp(PASSWORD);
        owner.signUp("Claimed Horse 5 Battery");
        String claim = owner.token("/verify");
        optional.passwordReset.request(Kind.USER, owner.email, ORIGIN);

        assertThat(optional.passwordReset.reset(owner.token("/reset"), NEW_PASSWORD, Client.of(ORIGIN)))
                .isInstanceOf(Changed.class);

        assertThat(owner.verify(claim, "Claimed Horse 5 Battery"))
                .isInstanceOf(dev.gatehouse.auth.VerificationOutcome.TokenInvalid.class);
    }

    private void request() {
        request(person);
    }

    private static void request(Person someone) {
        MODULE.passwordReset.request(Kind.USER, someone.email, ORIGIN);
    }

    private static PasswordResetOutcome reset(String token) {
        return reset(token, NEW_PASSWORD);
    }

    private static PasswordResetOutcome reset(String token, String newPassword) {
        return MODULE.passwordReset.reset(token, newPassword, Client.of(ORIGIN));
    }

    private static List<Problem> problems(PasswordResetOutcome outcome) {
        return Optional.of(outcome)
                .filter(WeakPassword.class::isInstance)
                .map(WeakPassword.class::cast)
                .map(weak -> weak.errors().stream().map(FieldError::problem).toList())
                .orElseGet(List::of);
    }

    private String openLink() {
        return "(SELECT * FROM auth.one_time_token WHERE account_id = '" + person.id()
                + "' AND purpose = 'reset_password' AND consumed_at IS NULL)";
    }

    private int guesses() {
        return person.count("audit.event WHERE type = 'account.password_reset' AND reason = 'token_invalid'");
    }
}

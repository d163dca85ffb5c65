package dev.gatehouse.auth.internal.login;

import static dev.gatehouse.auth.internal.Person.CLIENT;
import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Invalid;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.LoginOutcome.Refused;
import dev.gatehouse.auth.LoginOutcome.SignedIn;
import dev.gatehouse.auth.LoginRequest;
import dev.gatehouse.auth.PasswordSettings;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.auth.internal.password.CountedHashing;
import dev.gatehouse.session.NewSession.Kind;
import dev.gatehouse.session.RefreshOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordLoginTest {

    private static final String WRONG = "Wrong Horse 7 Battery";
    private static final Refused INVALID_CREDENTIALS = new Refused(Reason.INVALID_CREDENTIALS);

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Person person = new Person(module);

    @Test
    void asksForWhatIsMissing() {
        LoginOutcome outcome =
                module.login.login(new LoginRequest(" ", null, Optional.of("\u0000"), Kind.TOKEN, CLIENT));

        assertThat(outcome)
                .isEqualTo(new Invalid(List.of(
                        FieldError.of("email", Problem.REQUIRED),
                        FieldError.of("password", Problem.REQUIRED),
                        FieldError.of("deviceName", Problem.INVALID_TEXT))));
    }

    @Test
    void refusesAnUnknownAddressAtTheCostOfOneHash() {
        assertThat(person.logIn(PASSWORD)).isEqualTo(INVALID_CREDENTIALS);

        assertThat(module.hashing.count()).isOne();
        assertThat(reasonOfFailure()).isEqualTo("unknown_account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b@c.example", "x\u0000@mail.test", "' OR 1=1 --"})
    void refusesWhatIsNoAddressAtTheCostOfOneHash(String email) {
        LoginOutcome outcome =
                module.login.login(new LoginRequest(email, PASSWORD, Optional.empty(), Kind.TOKEN, CLIENT));

        assertThat(outcome).isEqualTo(INVALID_CREDENTIALS);
        assertThat(module.hashing.count()).isOne();
    }

    @Test
    void refusesAWrongPasswordAtTheCostOfOneHash() {
        person.registered();
        int hashes = module.hashing.count();

        assertThat(person.logIn(WRONG)).isEqualTo(INVALID_CREDENTIALS);

        assertThat(module.hashing.count()).isEqualTo(hashes + 1);
        assertThat(reasonOfFailure()).isEqualTo("bad_password");
        assertThat(person.liveSessions()).isZero();
    }

    @Test
    void refusesAnAccountWithoutPasswordAtTheCostOfOneHash() {
        person.registered().change("password_hash = NULL");
        int hashes = module.hashing.count();

        assertThat(person.logIn(PASSWORD)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(module.hashing.count()).isEqualTo(hashes + 1);
    }

    @Test
    void refusesAnEndlessPasswordAtNoCost() {
        person.registered();
        int hashes = module.hashing.count();

        assertThat(person.logIn("x".repeat(1_000_000))).isEqualTo(INVALID_CREDENTIALS);
        assertThat(module.hashing.count()).isEqualTo(hashes);
    }

    @Test
    void tellsOnlyAfterTheRightPasswordWhatStandsAgainstAnAccount() {
        person.signUp(PASSWORD);
        assertThat(person.logIn(WRONG)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(person.logIn(PASSWORD)).isEqualTo(new Refused(Reason.EMAIL_NOT_VERIFIED));

        person.change("email_verified_at = now(), password_reset_required = true");
        assertThat(person.logIn(WRONG)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(person.logIn(PASSWORD)).isEqualTo(new Refused(Reason.PASSWORD_RESET_REQUIRED));

        person.change("disabled_at = now()");
        assertThat(person.logIn(WRONG)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(person.logIn(PASSWORD)).isEqualTo(new Refused(Reason.ACCOUNT_DISABLED));

        assertThat(person.recorded("login.failed", "failure")).isEqualTo(6);
        assertThat(person.liveSessions()).isZero();
    }

    @Test
    void startsNoSessionFromAPasswordThatWasChangedWhileItWasChecked() {
        person.registered();
        module.hashing.watch(() -> person.change("password_hash = 'changed'"));

        assertThat(person.logIn(PASSWORD)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(person.liveSessions()).isZero();
    }

    @Test
    void startsNoSessionForAnAccountThatWasDisabledWhileItsPasswordWasChecked() {
        person.registered();
        module.hashing.watch(() -> person.change("disabled_at = now()"));

        assertThat(person.logIn(PASSWORD)).isEqualTo(new Refused(Reason.ACCOUNT_DISABLED));
        assertThat(person.liveSessions()).isZero();
    }

    @Test
    void tellsOfTheAccountAsItIsWhenTheSessionStartsNotAsItWasWhenThePasswordWasChecked() {
        person.registered();
        module.hashing.watch(() -> person.change("last_name = 'Changed'"));

        assertThat(person.logIn(PASSWORD)).isInstanceOfSatisfying(SignedIn.class, signedIn -> assertThat(
                        signedIn.account().lastName())
                .isEqualTo("Changed"));
    }

    @Test
    void startsASessionThatCanBeRefreshed() {
        person.registered();

        assertThat(person.logIn(PASSWORD)).isInstanceOfSatisfying(SignedIn.class, signedIn -> {
            assertThat(signedIn.account().email()).isEqualTo(person.email);
            assertThat(module.sessions.of(person.id()).get(0).deviceName()).hasValue("Laptop");
            assertThat(module.sessions.refresh(signedIn.session().secret(), ORIGIN))
                    .isInstanceOf(RefreshOutcome.Refreshed.class);
        });
        assertThat(person.account("last_login_at")).isNotNull();
        assertThat(person.recorded("login.succeeded", "success")).isOne();
        assertThat(person.recorded("session.started", "success")).isOne();
    }

    @Test
    void knowsTheAddressInAnySpelling() {
        person.registered();

        LoginOutcome outcome = module.login.login(new LoginRequest(
                " " + person.email.toUpperCase(Locale.ROOT), PASSWORD, Optional.empty(), Kind.PAGE, CLIENT));

        assertThat(outcome).isInstanceOf(SignedIn.class);
    }

    @Test
    void renewsAHashOfOtherParametersOnTheWay() {
        person.registered();
        String dearer = new CountedHashing(new PasswordSettings(8, true, 19456, 2, 1)).hash(PASSWORD);
        person.change("password_hash = '" + dearer + "'");
        int hashes = module.hashing.count();

        assertThat(person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);

        assertThat(module.hashing.count()).isEqualTo(hashes + 2);
        assertThat(person.account("password_hash")).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
        assertThat(person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);
    }

    @Test
    void letsEverybodyInWhoSignsInWhileTheHashIsRenewed() {
        person.registered();
        String dearer = new CountedHashing(new PasswordSettings(8, true, 19456, 2, 1)).hash(PASSWORD);
        person.change("password_hash = '" + dearer + "'");

        assertThat(Race.of(8, i -> person.logIn(PASSWORD))).allMatch(SignedIn.class::isInstance);
    }

    @Test
    void tellsTheOwnerWhenASpentTokenComesAgain() {
        person.registered();
        SignedIn signedIn = (SignedIn) person.logIn(PASSWORD);
        module.sessions.refresh(signedIn.session().secret(), ORIGIN);

        assertThat(module.sessions.refresh(signedIn.session().secret(), ORIGIN))
                .isInstanceOf(RefreshOutcome.Reused.class);

        assertThat(person.mails().get(0).text()).contains("192.0.2.7").contains("/account/sessions");
        assertThat(person.mails()).hasSize(2);
    }

    private String reasonOfFailure() {
        return module.database.query("SELECT reason FROM audit.event e JOIN audit.personal_data p ON p.event_id = e.id"
                + " WHERE type = 'login.failed' AND p.email = '" + person.email + "'");
    }
}

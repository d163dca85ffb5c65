package dev.gatehouse.auth.internal.signup;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.Outbox.KeptMail;
import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.SignUpOutcome.Invalid;
import dev.gatehouse.auth.SignUpOutcome.VerificationSent;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.auth.VerificationOutcome.TokenInvalid;
import dev.gatehouse.auth.VerificationOutcome.Verified;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.session.NewSession.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest {

    private static final String NEWER_PASSWORD = "Newer Horse 8 Battery";
    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person person = new Person(MODULE);

    @Test
    void namesEveryFaultOfAFormAtOnceAndWritesNothing() {
        int hashes = MODULE.hashing.count();
        SignUpOutcome outcome = MODULE.signUp.signUp(new SignUpRequest(
                "nobody",
                "short",
                " ",
                "x".repeat(101),
                Optional.of("root"),
                false,
                Optional.empty(),
                Locale.ENGLISH,
                Kind.TOKEN,
                ORIGIN));

        assertThat(outcome).isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.errors())
                .contains(
                        FieldError.of("email", Problem.INVALID_EMAIL),
                        FieldError.of("password", Problem.PASSWORD_TOO_SHORT, 8),
                        FieldError.of("firstName", Problem.REQUIRED),
                        FieldError.of("lastName", Problem.TOO_LONG, 100),
                        FieldError.of("userType", Problem.INVALID_CHOICE),
                        FieldError.of("acceptTerms", Problem.TERMS_NOT_ACCEPTED)));
        assertThat(MODULE.hashing.count()).isEqualTo(hashes);
    }

    @Test
    void asksForWhatIsMissing() {
        SignUpOutcome outcome = MODULE.signUp.signUp(new SignUpRequest(
                null, null, null, null, Optional.empty(), true, Optional.empty(), Locale.ENGLISH, Kind.TOKEN, ORIGIN));

        assertThat(outcome)
                .isEqualTo(new Invalid(List.of(
                        FieldError.of("email", Problem.REQUIRED),
                        FieldError.of("password", Problem.REQUIRED),
                        FieldError.of("firstName", Problem.REQUIRED))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\u0000da", "Ada\ud800", "Ada\nLovelace", "\u202eadA", "A\u2028da"})
    void refusesNamesThatAreNotOneLineOfText(String name) {
        SignUpOutcome outcome = MODULE.signUp.signUp(person.form(PASSWORD, name, Optional.empty(), Locale.ENGLISH));

        assertThat(outcome).isEqualTo(new Invalid(List.of(FieldError.of("firstName", Problem.INVALID_TEXT))));
        assertThat(person.account("id")).isNull();
    }

    @Test
    void makesAnAccountThatWaitsForItsProof() {
        assertThat(person.signUp(PASSWORD)).isInstanceOf(VerificationSent.class);

        assertThat(person.account("email_verified_at")).isNull();
        assertThat(person.account("password_hash")).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
        assertThat(person.account("user_type")).isEqualTo("client");
        assertThat(person.links()).hasSize(1);
        assertThat(person.count("auth.consent WHERE kind = 'terms' AND account_id = '" + person.id() + "'"))
                .isOne();
        assertThat(person.recorded("account.registered", "success")).isOne();
        assertThat(person.recorded("account.verification_sent", "success")).isOne();
    }

    @Test
    void storesTheLinkOnlyAsItsHash() {
        person.signUp(PASSWORD);

        String row = MODULE.database.query(
                "SELECT t::text FROM auth.one_time_token t WHERE account_id = '" + person.id() + "'");
        assertThat(person.link()).hasSize(43);
        assertThat(row).doesNotContain(person.link());
    }

    @Test
    void tellsTheOwnerOfAProvenAddressAndChangesNothing() {
        person.registered();
        String before = person.account("account::text");

        assertThat(person.signUp(NEWER_PASSWORD)).isInstanceOf(VerificationSent.class);

        assertThat(person.mails()).hasSize(2);
        assertThat(person.mails().get(0).text()).doesNotContain("/verify");
        assertThat(person.account("account::text")).isEqualTo(before);
        assertThat(person.recorded("account.registered", "success")).isOne();
    }

    @Test
    void costsOneHashForAnyAddress() {
        int before = MODULE.hashing.count();
        person.signUp(PASSWORD);
        assertThat(MODULE.hashing.count()).isEqualTo(before + 1);
        person.signUp(NEWER_PASSWORD);
        assertThat(MODULE.hashing.count()).isEqualTo(before + 2);
        MODULE.database.execute("UPDATE auth.account SET email_verified_at = now() WHERE id = '" + person.id() + "'");
        person.signUp(NEWER_PASSWORD);
        assertThat(MODULE.hashing.count()).isEqualTo(before + 3);
    }

    @Test
    void letsTheNewestLinkAndPasswordWin() {
        person.signUp(PASSWORD);
        String older = person.link();
        person.signUp(NEWER_PASSWORD);

        assertThat(person.verify(older, PASSWORD)).isInstanceOf(TokenInvalid.class);
        assertThat(person.logIn(PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS));
        assertThat(person.logIn(NEWER_PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.EMAIL_NOT_VERIFIED));
        assertThat(person.verify(person.link(), NEWER_PASSWORD)).isInstanceOf(Verified.class);
        assertThat(person.logIn(NEWER_PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(person.recorded("account.registered", "success")).isOne();
    }

    @Test
    void keepsLinkAndPasswordOnceTheAddressHasHadEnoughMail() {
        for (int i = 0; i < 5; i++) {
            person.signUp(PASSWORD);
        }
        assertThat(person.signUp(NEWER_PASSWORD)).isInstanceOf(VerificationSent.class);

        assertThat(person.links()).hasSize(5);
        assertThat(person.logIn(NEWER_PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS));
        assertThat(person.verify(person.link(), PASSWORD)).isInstanceOf(Verified.class);
    }

    @Test
    void writesInTheLanguageOfTheForm() {
        MODULE.signUp.signUp(person.form(PASSWORD, "Ada", Optional.empty(), Locale.GERMANY));
        String german = person.mails().get(0).subject();
        person.signUp(PASSWORD);

        assertThat(person.mails())
                .extracting(KeptMail::subject)
                .doesNotHaveDuplicates()
                .contains(german);
        assertThat(person.account("locale")).isEqualTo("en");
    }

    @Test
    void resendsNothingToStrangersAndProvenAddresses() {
        Person stranger = new Person(MODULE);
        person.registered();

        MODULE.signUp.resendVerification(stranger.email, ORIGIN);
        MODULE.signUp.resendVerification(person.email, ORIGIN);
        MODULE.signUp.resendVerification("nobody", ORIGIN);
        MODULE.signUp.resendVerification(null, ORIGIN);

        assertThat(stranger.mails()).isEmpty();
        assertThat(person.links()).hasSize(1);
        assertThat(stranger.recorded("account.verification_sent", "denied")).isOne();
    }

    @Test
    void resendsANewLinkForTheSamePasswordAndBrowser() {
        person.signUpFrom("the browser's secret", PASSWORD);
        String older = person.link();

        MODULE.signUp.resendVerification(" " + person.email.toUpperCase(Locale.ROOT), ORIGIN);

        assertThat(person.verify(older, PASSWORD)).isInstanceOf(TokenInvalid.class);
        assertThat(person.verifyFrom("the browser's secret", person.link())).isInstanceOf(Verified.class);
        assertThat(person.logIn(PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
    }
}

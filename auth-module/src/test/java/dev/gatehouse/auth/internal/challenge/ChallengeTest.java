package dev.gatehouse.auth.internal.challenge;

import static dev.gatehouse.auth.internal.Person.CLIENT;
import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.ChallengeAnswer;
import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.ChallengeOutcome.Expired;
import dev.gatehouse.auth.ChallengeOutcome.Invalid;
import dev.gatehouse.auth.ChallengeOutcome.InvalidCode;
import dev.gatehouse.auth.ChallengeOutcome.SignedIn;
import dev.gatehouse.auth.ChallengeOutcome.Throttled;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.ChallengeRequired;
import dev.gatehouse.auth.LoginRequest;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Member;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.session.NewSession.Kind;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Member ada = new Member(module).withTotp();

    @Test
    @Row("MF-01")
    void startsNoSessionFromThePasswordAlone() {
        int before = ada.person.liveSessions();

        LoginOutcome outcome = ada.person.logIn(PASSWORD);

        assertThat(outcome).isInstanceOfSatisfying(ChallengeRequired.class, challenge -> {
            assertThat(challenge.methods()).containsExactly(FactorMethod.TOTP, FactorMethod.RECOVERY);
            assertThat(challenge.expiresIn()).hasMinutes(5);
            assertThat(module.sessions.refresh(challenge.challengeToken(), ORIGIN))
                    .isInstanceOf(dev.gatehouse.session.RefreshOutcome.Invalid.class);
            assertThat(module.sessions.resume(challenge.challengeToken())).isEmpty();
            assertThat(module.challenges.enrolling(Holder.Kind.USER, challenge.challengeToken(), CLIENT))
                    .isEmpty();
        });
        assertThat(ada.person.liveSessions()).isEqualTo(before);
        assertThat(ada.person.account("last_login_at")).isNull();
        assertThat(ada.person.recorded("login.challenged", "success")).isOne();
        assertThat(ada.person.recorded("login.succeeded", "success")).isZero();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u00a0"})
    void asksForTokenAndCodeThatAreMissing(String nothing) {
        assertThat(verify(nothing, nothing, Optional.of("sms"), CLIENT))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.errors())
                        .contains(FieldError.of("method", Problem.INVALID_CHOICE)));
        assertThat(verify(null, "", Optional.empty(), CLIENT))
                .isEqualTo(new Invalid(List.of(
                        FieldError.of("challengeToken", Problem.REQUIRED), FieldError.of("code", Problem.REQUIRED))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000", "' OR 1=1 --"})
    void knowsNoChallengeThatItDidNotOpen(String token) {
        assertThat(verify(token, ada.phone.code(1), Optional.empty(), CLIENT)).isEqualTo(new Expired());
    }

    @Test
    void knowsAnExpiredChallengeNoMore() {
        ChallengeRequired challenge = ada.challenge();
        module.database.execute("UPDATE auth.challenge SET created_at = now() - interval '6 minutes',"
                + " expires_at = now() - interval '1 s' WHERE holder_id = '" + ada.holder.id() + "'");

        assertThat(ada.verify(challenge, ada.phone.code(1))).isEqualTo(new Expired());
        assertThat(module.challenges.find(Holder.Kind.USER, challenge.challengeToken(), CLIENT))
                .isEmpty();
    }

    @Test
    void isUsedOnce() {
        ChallengeRequired challenge = ada.challenge();

        assertThat(ada.verify(challenge, ada.phone.code(1))).isInstanceOf(SignedIn.class);
        assertThat(ada.verify(challenge, ada.recoveryCodes.get(0))).isEqualTo(new Expired());
        assertThat(ada.person.liveSessions()).isOne();
    }

    @Test
    @Row("MF-04")
    void endsAfterFiveTriesWhateverTheSixthIs() {
        ChallengeRequired challenge = ada.challenge();
        for (int i = 0; i < 5; i++) {
            assertThat(ada.verify(challenge, ada.phone.wrongCode())).isEqualTo(new InvalidCode());
        }

        assertThat(ada.verify(challenge, ada.phone.code(1))).isEqualTo(new Expired());
        assertThat(ada.person.recorded("login.challenge_failed", "failure")).isEqualTo(5);
    }

    @Test
    @Row("MF-04")
    void looksAtFiveCodesHoweverManyAreTriedAtOnce() {
        ChallengeRequired challenge = ada.challenge();

        List<ChallengeOutcome> outcomes = Race.of(20, i -> ada.verify(challenge, "99%04d".formatted(i)));

        assertThat(outcomes).filteredOn(InvalidCode.class::isInstance).hasSize(5);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Expired || outcome instanceof Throttled)
                .hasSize(15);
    }

    @Test
    @Row("MF-04")
    void countsWrongCodesOfAnAccountOverAllItsChallenges() {
        List<ChallengeRequired> challenges =
                Stream.generate(ada::challenge).limit(6).toList();
        for (int i = 0; i < 5; i++) {
            assertThat(ada.verify(challenges.get(i), ada.phone.wrongCode())).isEqualTo(new InvalidCode());
        }

        assertThat(ada.verify(challenges.get(5), ada.phone.code(1))).isInstanceOf(Throttled.class);
        assertThat(new Member(module).withTotp().challenge()).isNotNull();
        assertThat(ada.person.liveSessions()).isZero();
    }

    @Test
    void tellsTheThrottleOfASuccessOnlyOnceBothStepsAreDone() {
        ada.verify(ada.challenge(), ada.phone.wrongCode());
        ChallengeRequired challenge = ada.challenge();
        assertThat(module.secrets.failuresOf(ada.holder)).isOne();

        ada.verify(challenge, ada.phone.code(1));
        assertThat(module.secrets.failuresOf(ada.holder)).isZero();
    }

    @Test
    @Row("MF-06")
    void isGoodForTheAccountThatItWasOpenedFor() {
        Member eve = new Member(module).withTotp();

        assertThat(eve.verify(eve.challenge(), ada.phone.code(1))).isEqualTo(new InvalidCode());
        assertThat(eve.verify(eve.challenge(), ada.recoveryCodes.get(0))).isEqualTo(new InvalidCode());
        assertThat(eve.verify(ada.challenge(), eve.phone.code(1))).isEqualTo(new InvalidCode());
    }

    @Test
    @Row("MF-06")
    void isGoodForUsersOnlyIfItIsAUsers() {
        ChallengeRequired challenge = ada.challenge();

        assertThat(module.challenges.verify(new ChallengeAnswer(
                        Holder.Kind.ADMIN,
                        challenge.challengeToken(),
                        ada.phone.code(1),
                        Optional.empty(),
                        Kind.TOKEN,
                        CLIENT)))
                .isEqualTo(new Expired());
    }

    @Test
    @Row("MF-06")
    void isGoodForTheProgramThatOpenedIt() {
        String token = ada.challenge().challengeToken();
        Client other = Client.of(new Origin(Optional.empty(), Optional.of("192.0.2.7"), Optional.of("curl/8")));

        assertThat(verify(token, ada.phone.code(1), Optional.empty(), other)).isEqualTo(new Expired());
        assertThat(module.challenges.find(Holder.Kind.USER, token, other)).isEmpty();
        assertThat(module.challenges.find(Holder.Kind.USER, token, CLIENT)).isPresent();
    }

    @Test
    @Row("MF-06")
    void isGoodForTheBrowserThatOpenedIt() {
        Client browser = new Client(ORIGIN, Optional.of("the browser's secret"));
        LoginOutcome outcome =
                module.login.login(new LoginRequest(ada.person.email, PASSWORD, Optional.empty(), Kind.PAGE, browser));
        String token = ((ChallengeRequired) outcome).challengeToken();

        assertThat(verify(token, ada.phone.code(1), Optional.empty(), CLIENT)).isEqualTo(new Expired());
        assertThat(verify(token, ada.phone.code(1), Optional.empty(), new Client(ORIGIN, Optional.of("another's"))))
                .isEqualTo(new Expired());
        assertThat(verify(token, ada.phone.code(1), Optional.empty(), browser))
                .isInstanceOfSatisfying(SignedIn.class, in -> assertThat(
                                module.sessions.resume(in.session().secret()))
                        .isPresent());
    }

    @Test
    void endsWithALogout() {
        UUID session = ((SignedIn) ada.verify(ada.challenge(), ada.phone.code(1)))
                .session()
                .sessionId();
        ChallengeRequired first = ada.challenge();
        ChallengeRequired second = ada.challenge();

        module.sessions.logOut(ada.holder.id(), session, ORIGIN);

        assertThat(ada.verify(first, ada.recoveryCodes.get(0))).isEqualTo(new Expired());
        assertThat(ada.verify(second, ada.recoveryCodes.get(0))).isEqualTo(new Expired());
    }

    @Test
    void endsWithTheLastSessionAlsoWhereThereIsNone() {
        ChallengeRequired challenge = ada.challenge();

        module.sessions.revokeAll(ada.holder.id(), Optional.empty(), RevocationReason.LOGGED_OUT, ORIGIN);

        assertThat(ada.verify(challenge, ada.phone.code(1))).isEqualTo(new Expired());
    }

    @Test
    void endsWithALock() {
        ChallengeRequired challenge = ada.challenge();
        Member other = new Member(module).withTotp();
        ChallengeRequired others = other.challenge();

        module.database.inTransaction(() -> module.challenges.endAll(ada.holder));

        assertThat(ada.verify(challenge, ada.phone.code(1))).isEqualTo(new Expired());
        assertThat(other.verify(others, other.phone.code(1))).isInstanceOf(SignedIn.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled_at = now()", "password_reset_required = true", "email_verified_at = NULL"})
    void leadsNowhereOnceSomethingStandsAgainstTheAccount(String change) {
        ChallengeRequired challenge = ada.challenge();
        ada.person.change(change);

        assertThat(ada.verify(challenge, ada.phone.code(1))).isEqualTo(new Expired());
        assertThat(ada.person.liveSessions()).isZero();
    }

    @Test
    void startsASessionWithTheEventsOfASignIn() {
        int before = ada.person.recorded("session.started", "success");
        SignedIn in = (SignedIn) ada.verify(ada.challenge(), ada.phone.code(1));

        assertThat(in.holder()).isEqualTo(ada.holder);
        assertThat(module.sessions.of(ada.holder.id()).get(0).deviceName()).hasValue("Laptop");
        assertThat(ada.person.recorded("login.succeeded", "success")).isOne();
        assertThat(ada.person.recorded("session.started", "success")).isEqualTo(before + 1);
        assertThat(ada.person.account("last_login_at")).isNotNull();
    }

    private ChallengeOutcome verify(String token, String code, Optional<String> method, Client client) {
        Kind kind = client.device().isPresent() ? Kind.PAGE : Kind.TOKEN;
        return module.challenges.verify(new ChallengeAnswer(Holder.Kind.USER, token, code, method, kind, client));
    }
}

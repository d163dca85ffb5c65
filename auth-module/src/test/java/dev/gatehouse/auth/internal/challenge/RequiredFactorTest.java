package dev.gatehouse.auth.internal.challenge;

import static dev.gatehouse.auth.internal.Person.CLIENT;
import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.ChallengeAnswer;
import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.CodeOutcome;
import dev.gatehouse.auth.FactorChange.ByEnrolment;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOutcome.Begun;
import dev.gatehouse.auth.FactorOutcome.Changed;
import dev.gatehouse.auth.FactorOutcome.CodesIssued;
import dev.gatehouse.auth.FactorOutcome.NotPossible;
import dev.gatehouse.auth.FactorOutcome.Reason;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.ChallengeRequired;
import dev.gatehouse.auth.LoginOutcome.SetupRequired;
import dev.gatehouse.auth.LoginOutcome.SignedIn;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Member;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.totp.Phone;
import dev.gatehouse.session.NewSession.Kind;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiredFactorTest {

    private final AuthModule demanding = with(true, "client");
    private final Member ada = new Member(demanding);

    @Test
    @Row("MF-08")
    void letsWhoMustEnrolReachOnlyTheEnrolment() {
        SetupRequired setup = (SetupRequired) ada.person.logIn(PASSWORD);
        String token = setup.enrolmentToken();

        assertThat(ada.person.count("session.session WHERE account_id = '" + ada.holder.id() + "'"))
                .isZero();
        assertThat(demanding.sessions.refresh(token, ORIGIN)).isInstanceOf(RefreshOutcome.Invalid.class);
        assertThat(demanding.sessions.resume(token)).isEmpty();
        assertThat(demanding.challenges.find(Holder.Kind.USER, token, CLIENT)).isEmpty();
        assertThat(demanding.challenges.sendCode(Holder.Kind.USER, token, CLIENT))
                .isEqualTo(new CodeOutcome.Expired());
        assertThat(demanding.challenges.verify(
                        new ChallengeAnswer(Holder.Kind.USER, token, "123456", Optional.empty(), Kind.TOKEN, CLIENT)))
                .isEqualTo(new ChallengeOutcome.Expired());
        assertThat(demanding.challenges.enrolling(Holder.Kind.USER, token, CLIENT))
                .hasValue(ada.holder);
    }

    @Test
    @Row("MF-06")
    void knowsAnEnrolmentTokenFromItsClientAndForItsKindOfAccountOnly() {
        String token = ((SetupRequired) ada.person.logIn(PASSWORD)).enrolmentToken();
        Client other = Client.of(new Origin(Optional.empty(), Optional.empty(), Optional.of("curl/8")));

        assertThat(demanding.challenges.enrolling(Holder.Kind.USER, token, other))
                .isEmpty();
        assertThat(demanding.challenges.enrolling(Holder.Kind.ADMIN, token, CLIENT))
                .isEmpty();
        assertThat(demanding.challenges.enrolling(Holder.Kind.USER, "x", CLIENT))
                .isEmpty();
    }

    @Test
    @Row("MF-08")
    void asksForTheFactorOnceItIsThereAndForgetsTheToken() {
        String token = ((SetupRequired) ada.person.logIn(PASSWORD)).enrolmentToken();
        ByEnrolment change = new ByEnrolment(Holder.Kind.USER, token, CLIENT);
        Phone phone = new Phone(((Begun) demanding.factors.beginTotp(change)).enrolment());

        assertThat(demanding.factors.confirmTotp(change, phone.code())).isInstanceOf(CodesIssued.class);
        assertThat(demanding.challenges.enrolling(Holder.Kind.USER, token, CLIENT))
                .isEmpty();
        assertThat(ada.person.logIn(PASSWORD)).isInstanceOf(ChallengeRequired.class);
    }

    @Test
    @Row("MF-08")
    void setsUpNothingWithATokenThatIsOverOrSomebodyElses() {
        String token = ((SetupRequired) ada.person.logIn(PASSWORD)).enrolmentToken();
        Client other = Client.of(new Origin(Optional.empty(), Optional.empty(), Optional.of("curl/8")));
        FactorOutcome refused = new FactorOutcome.Refused(ProofRefusal.SESSION_ENDED);

        for (ByEnrolment change : List.of(
                new ByEnrolment(Holder.Kind.USER, token, other),
                new ByEnrolment(Holder.Kind.ADMIN, token, CLIENT),
                new ByEnrolment(Holder.Kind.USER, "x", CLIENT))) {
            assertThat(demanding.factors.beginTotp(change)).isEqualTo(refused);
            assertThat(demanding.factors.confirmTotp(change, "123456")).isEqualTo(refused);
        }
        ByEnrolment own = new ByEnrolment(Holder.Kind.USER, token, CLIENT);
        demanding.factors.beginTotp(own);
        demanding.sessions.logOut(ada.holder.id(), ada.session(), ORIGIN);
        assertThat(demanding.factors.confirmTotp(own, "123456")).isEqualTo(refused);
    }

    @Test
    @Row("MF-08")
    void keepsTheLastFactorOfWhoMustHaveOne() {
        ada.withTotp().withMailedCodes();
        NotPossible demanded = new NotPossible(Reason.DEMANDED);

        assertThat(demanding.factors.chooseMailedCodes(ada.proof(), false)).isEqualTo(new Changed());
        assertThat(demanding.factors.disableTotp(ada.proof(), ada.phone.code(1)))
                .isEqualTo(demanded);
        ada.withMailedCodes();
        assertThat(demanding.factors.disableTotp(ada.proof(), ada.phone.code(1)))
                .isEqualTo(new Changed());
        assertThat(demanding.factors.chooseMailedCodes(ada.proof(), false)).isEqualTo(demanded);
    }

    @Test
    @Row("MF-08")
    void startsNoSessionAtASignUpThatNeedNotBeVerified() {
        AuthModule module =
                AuthModule.withOptionalVerification(new TwoFactorSettings(true, true, Set.of(), "Gatehouse"));
        Person eve = new Person(module);

        assertThat(eve.signUp(PASSWORD)).isInstanceOf(SignUpOutcome.VerificationSent.class);
        assertThat(eve.liveSessions()).isZero();
        assertThat(eve.logIn(PASSWORD)).isInstanceOf(SetupRequired.class);
    }

    @Test
    void asksNobodyOfAnotherTypeToEnrol() {
        Member business = new Member(demanding);
        business.person.change("user_type = 'business'");

        assertThat(business.person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);
    }

    @Test
    void asksEverybodyWhereAllMustHaveOne() {
        Member business =
                new Member(AuthModule.withTwoFactor(new TwoFactorSettings(true, true, Set.of(), "Gatehouse")));
        business.person.change("user_type = 'business'");

        assertThat(business.person.logIn(PASSWORD)).isInstanceOf(SetupRequired.class);
    }

    @Test
    void asksForNoFactorWhileTheyAreSwitchedOff() {
        AuthModule off = with(false, "client");
        Member eve = new Member(off).withTotp();

        assertThat(eve.person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);
        assertThat(new Member(off).person.logIn(PASSWORD)).isInstanceOf(SignedIn.class);
    }

    @Test
    void wantsAnIssuerThatAppsCanShow() {
        assertThatThrownBy(() -> new TwoFactorSettings(true, false, Set.of(), "a:b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TwoFactorSettings(true, false, Set.of(), " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AuthModule with(boolean on, String requiredOf) {
        return AuthModule.withTwoFactor(new TwoFactorSettings(on, false, Set.of(requiredOf), "Gatehouse"));
    }
}

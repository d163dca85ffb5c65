package dev.gatehouse.auth.internal.credential;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.PasswordResetOutcome;
import dev.gatehouse.auth.StandingOutcome;
import dev.gatehouse.auth.StandingOutcome.Done;
import dev.gatehouse.auth.StandingOutcome.Invalid;
import dev.gatehouse.auth.StandingOutcome.Unknown;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountStandingTest {

    private static final Actor ADMIN = Actor.admin(UUID.randomUUID());
    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person person = new Person(MODULE);
    private StartedSession session;

    @BeforeEach
    void signIn() {
        session = person.registered().session(PASSWORD);
    }

    @Test
    void knowsNobodyByAForeignId() {
        Holder nobody = new Holder(Holder.Kind.USER, UUID.randomUUID());
        Holder noAdmin = new Holder(Holder.Kind.ADMIN, person.id());

        for (Holder stranger : List.of(nobody, noAdmin)) {
            assertThat(MODULE.standing.disable(stranger, "spam", ADMIN, ORIGIN)).isInstanceOf(Unknown.class);
            assertThat(MODULE.standing.enable(stranger, ADMIN, ORIGIN)).isInstanceOf(Unknown.class);
            assertThat(MODULE.standing.forcePasswordReset(stranger, ADMIN, ORIGIN))
                    .isInstanceOf(Unknown.class);
        }
        assertThat(person.liveSessions()).isOne();
    }

    @Test
    void asksForAReasonThatCanBeKept() {
        assertThat(disable(" ")).isEqualTo(new Invalid(List.of(FieldError.of("reason", Problem.REQUIRED))));
        assertThat(disable("x".repeat(501)))
                .isEqualTo(new Invalid(List.of(FieldError.of("reason", Problem.TOO_LONG, 500))));
        assertThat(disable("a\u0000b")).isEqualTo(new Invalid(List.of(FieldError.of("reason", Problem.INVALID_TEXT))));
        assertThat(person.account("disabled_at")).isNull();
    }

    @Test
    @Row("TK-05")
    void endsEverySessionOfADisabledAccountAndLetsNobodyIn() {
        assertThat(disable(" spam ")).isInstanceOf(Done.class);

        assertThat(MODULE.sessions.refresh(session.secret(), ORIGIN)).isInstanceOf(RefreshOutcome.Invalid.class);
        assertThat(MODULE.sessions.find(session.sessionId())).isEmpty();
        assertThat(person.count("session.account_version WHERE account_id = '" + person.id() + "'"))
                .isOne();
        assertThat(person.logIn(PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.ACCOUNT_DISABLED));
        assertThat(person.account("disabled_reason")).isEqualTo("spam");
        assertThat(recordedByAdmin("admin.user_disabled")).isOne();
        assertThat(person.mails().get(0).subject()).isEqualTo("Your account has been disabled");
        assertThat(person.mails().get(0).text()).doesNotContain("spam");
    }

    @Test
    @Row("TK-05")
    void leavesNoSessionOfADisabledAccountHoweverManySignInMeanwhile() {
        Race.of(20, i -> i == 7 ? disable("spam") : person.logIn(PASSWORD));

        assertThat(person.liveSessions()).isZero();
    }

    @Test
    void enablesAnAccountWithoutItsOldSessions() {
        disable("spam");

        assertThat(MODULE.standing.enable(person.holder(), ADMIN, ORIGIN)).isInstanceOf(Done.class);

        assertThat(MODULE.sessions.find(session.sessionId())).isEmpty();
        assertThat(person.account("disabled_reason")).isNull();
        assertThat(person.logIn(PASSWORD)).isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(recordedByAdmin("admin.user_enabled")).isOne();
    }

    @Test
    void writesNothingWhereNothingChanges() {
        MODULE.standing.enable(person.holder(), ADMIN, ORIGIN);
        disable("spam");
        assertThat(disable("something else")).isInstanceOf(Done.class);

        assertThat(person.account("disabled_reason")).isEqualTo("spam");
        assertThat(recordedByAdmin("admin.user_disabled")).isOne();
        assertThat(recordedByAdmin("admin.user_enabled")).isZero();
    }

    @Test
    @Row({"PW-09", "TK-07"})
    void forcesAResetThatOnlyTheOwnerCanFinish() {
        String before = person.account("password_hash");

        assertThat(MODULE.standing.forcePasswordReset(person.holder(), ADMIN, ORIGIN))
                .isInstanceOf(Done.class);

        assertThat(person.account("password_hash")).isEqualTo(before);
        assertThat(person.liveSessions()).isZero();
        assertThat(person.logIn(PASSWORD)).isEqualTo(new LoginOutcome.Refused(Reason.PASSWORD_RESET_REQUIRED));
        assertThat(recordedByAdmin("admin.password_reset_forced")).isOne();
        assertThat(MODULE.passwordReset.reset(person.token("/reset"), "Newer Horse 8 Battery", Client.of(ORIGIN)))
                .isInstanceOf(PasswordResetOutcome.Changed.class);
        assertThat(person.logIn("Newer Horse 8 Battery")).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    private StandingOutcome disable(String reason) {
        return MODULE.standing.disable(person.holder(), reason, ADMIN, ORIGIN);
    }

    private int recordedByAdmin(String type) {
        return person.count("audit.event WHERE type = '" + type + "' AND subject_id = '" + person.id()
                + "' AND actor_type = 'admin' AND actor_id = '"
                + ADMIN.id().orElseThrow() + "'");
    }
}

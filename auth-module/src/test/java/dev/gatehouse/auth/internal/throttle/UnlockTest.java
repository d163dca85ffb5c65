package dev.gatehouse.auth.internal.throttle;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static dev.gatehouse.auth.internal.throttle.Attack.WRONG;
import static dev.gatehouse.auth.internal.throttle.Attack.elsewhere;
import static dev.gatehouse.auth.internal.throttle.Attack.withCookie;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.SignedIn;
import dev.gatehouse.auth.LoginOutcome.Throttled;
import dev.gatehouse.auth.UnlockOutcome;
import dev.gatehouse.auth.UnlockOutcome.TokenInvalid;
import dev.gatehouse.auth.UnlockOutcome.Unlocked;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class UnlockTest {

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Person owner = new Person(module).registered();
    private final Attack attack = new Attack(module, owner);
    private final Client guesser = elsewhere();

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --"})
    void refusesALinkThatWasNeverMailed(String token) {
        assertThat(module.unlock.unlock(token, guesser)).isEqualTo(new TokenInvalid());
    }

    @Test
    void mailsNoLinkBeforeTheDelayReachesAMinute() {
        int mails = owner.mails().size();

        attack.patient(guesser, 10);
        assertThat(owner.mails()).hasSize(mails);

        attack.patient(guesser, 1);
        assertThat(owner.mails()).hasSize(mails + 1);
    }

    @Test
    void mailsNoSecondLinkWithinTheHour() {
        int mails = owner.mails().size();

        attack.patient(guesser, 15);
        attack.patient(elsewhere(), 11);
        assertThat(owner.mails()).hasSize(mails + 1);

        module.database.execute(
                "UPDATE auth.login_throttle SET unlock_mailed_at = unlock_mailed_at - interval '1 hour'");
        attack.patient(elsewhere(), 11);
        assertThat(owner.mails()).hasSize(mails + 2);
    }

    @Test
    void refusesAnExpiredLink() {
        attack.patient(guesser, 11);
        module.database.execute("UPDATE auth.login_throttle SET unlock_expires_at = clock_timestamp()"
                + " WHERE unlock_hash IS NOT NULL");

        assertThat(module.unlock.unlock(owner.link("unlock"), guesser)).isEqualTo(new TokenInvalid());
    }

    @Test
    void takesALinkOnceHoweverManyBringItAtOnce() {
        attack.patient(guesser, 11);
        String token = owner.link("unlock");

        List<UnlockOutcome> outcomes = Race.of(20, i -> module.unlock.unlock(token, elsewhere()));

        assertThat(outcomes).filteredOn(Unlocked.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(TokenInvalid.class::isInstance).hasSize(19);
    }

    @Test
    @Row("TH-06")
    void letsTheOwnerInWithTheMailedLinkWhileTheAttackGoesOn() {
        Client home = withCookie(elsewhere(), "the owner's browser");
        attack.spread(95);
        assertThat(owner.logIn(PASSWORD, home)).isInstanceOf(Throttled.class);

        assertThat(module.unlock.unlock(owner.link("unlock"), home)).isEqualTo(new Unlocked());
        attack.spread(95);

        assertThat(owner.logIn(PASSWORD, elsewhere())).isInstanceOf(Throttled.class);
        assertThat(owner.logIn(PASSWORD, home)).isInstanceOf(SignedIn.class);
    }

    @Test
    @Row("TH-06")
    void letsAClientWithoutCookiesInWithTheMailedLinkAlsoFromTheAttackersAddress() {
        attack.spread(95);
        for (int i = 0; i < 30; i++) {
            new Person(module).logIn(WRONG, guesser);
        }
        assertThat(owner.logIn(PASSWORD, guesser)).isInstanceOf(Throttled.class);

        module.unlock.unlock(owner.link("unlock"), guesser);

        assertThat(owner.logIn(PASSWORD, guesser)).isInstanceOf(SignedIn.class);
    }

    @Test
    @Row("TH-06")
    void letsAKnownDeviceInWhileTheAttackGoesOnBesideIt() {
        Client home = withCookie(guesser, "the owner's browser");
        owner.logIn(PASSWORD, home);
        attack.spread(70);
        attack.patient(guesser, 25);
        assertThat(owner.logIn(PASSWORD, guesser)).isInstanceOf(Throttled.class);

        assertThat(owner.logIn(PASSWORD, home)).isInstanceOf(SignedIn.class);
    }

    @Test
    void makesAKnownDeviceUnknownAfterItsTenthFailure() {
        Client stolen = withCookie(elsewhere(), "a stolen cookie");
        owner.logIn(PASSWORD, stolen);
        attack.spread(60);
        attack.patient(stolen, 10);
        attack.spread(40);

        attack.letTimePass();
        assertThat(owner.logIn(PASSWORD, stolen)).isInstanceOf(Throttled.class);
    }

    @Test
    void believesNoCookieThatTheAccountWasNeverUsedWith() {
        for (int i = 0; i < 5; i++) {
            owner.logIn(WRONG, withCookie(guesser, "cookie " + i));
        }

        assertThat(owner.logIn(WRONG, withCookie(guesser, "one more"))).isInstanceOf(Throttled.class);
    }

    @Test
    void letsAnAdminLiftTheThrottle() {
        attack.patient(guesser, 12);
        UUID admin = UUID.randomUUID();

        assertThat(module.unlock.unlock(attack.holder(), admin, ORIGIN)).isTrue();

        assertThat(owner.logIn(PASSWORD, guesser)).isInstanceOf(SignedIn.class);
        assertThat(owner.recorded("admin.user_unlocked", "success")).isOne();
    }

    @Test
    void recordsNothingWhereThereIsNothingToLift() {
        Holder nobody = new Holder(Holder.Kind.USER, UUID.randomUUID());

        assertThat(module.unlock.unlock(nobody, UUID.randomUUID(), ORIGIN)).isFalse();
        assertThat(module.database.query("SELECT count(*) FROM audit.event WHERE subject_id = '" + nobody.id() + "'"))
                .isEqualTo("0");
    }

    @Test
    void throttlesAdminsByTheSameRules() {
        Holder admin = new Holder(Holder.Kind.ADMIN, UUID.randomUUID());
        for (int i = 0; i < 5; i++) {
            assertThat(module.failedSecrets.mayTry(admin, guesser)).isTrue();
            module.failedSecrets.failed(admin, guesser);
        }

        assertThat(module.failedSecrets.mayTry(admin, guesser)).isFalse();
        assertThat(module.failedSecrets.mayTry(new Holder(Holder.Kind.USER, admin.id()), elsewhere()))
                .isTrue();
    }

    @Test
    void letsTheDelayStandThatTriesBroughtWhichWereNeverSettled() {
        for (int i = 0; i < 5; i++) {
            assertThat(module.failedSecrets.mayTry(attack.holder(), guesser)).isTrue();
        }
        module.database.execute("UPDATE auth.login_throttle SET pending_at = pending_at - interval '1 minute'");

        assertThat(module.failedSecrets.mayTry(attack.holder(), guesser)).isFalse();
    }
}

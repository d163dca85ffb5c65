package dev.gatehouse.auth.internal.throttle;

import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static dev.gatehouse.auth.internal.throttle.Attack.WRONG;
import static dev.gatehouse.auth.internal.throttle.Attack.client;
import static dev.gatehouse.auth.internal.throttle.Attack.elsewhere;
import static dev.gatehouse.auth.internal.throttle.Attack.withCookie;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.LoginOutcome.Refused;
import dev.gatehouse.auth.LoginOutcome.SignedIn;
import dev.gatehouse.auth.LoginOutcome.Throttled;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.testing.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Refused INVALID_CREDENTIALS = new Refused(Reason.INVALID_CREDENTIALS);

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Person owner = new Person(module).registered();
    private final Attack attack = new Attack(module, owner);
    private final Client guesser = elsewhere();

    @Test
    void refusesEvenTheRightPasswordAfterTheFifthWrongOne() {
        attack.patient(guesser, 5);
        int hashes = module.hashing.count();

        assertThat(owner.logIn(PASSWORD, guesser)).isEqualTo(new Throttled(Duration.ofSeconds(1)));
        assertThat(module.hashing.count()).isEqualTo(hashes);
    }

    @Test
    void doublesTheDelayUpToFifteenMinutes() {
        List<Long> delays = List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L);
        attack.patient(guesser, 4);

        assertThat(delays).allSatisfy(seconds -> {
            attack.patient(guesser, 1);
            assertThat(owner.logIn(WRONG, guesser)).isEqualTo(new Throttled(Duration.ofSeconds(seconds)));
        });
    }

    @Test
    void forgetsByItself() {
        attack.patient(guesser, 12);
        module.database.execute("UPDATE auth.login_throttle SET expires_at = clock_timestamp()");

        assertThat(owner.logIn(WRONG, guesser)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(owner.logIn(PASSWORD, guesser)).isInstanceOf(SignedIn.class);
    }

    @Test
    @Row({"TH-02", "R-22"})
    void checksNoMoreGuessesThanTheLimitHoweverManyComeAtOnce() {
        int hashes = module.hashing.count();
        long start = System.nanoTime();

        List<LoginOutcome> outcomes = Race.of(20, i -> owner.logIn(WRONG, guesser));

        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        int delaysThatPassed = 63 - Long.numberOfLeadingZeros(seconds + 1);
        long guesses = outcomes.stream().filter(INVALID_CREDENTIALS::equals).count();
        assertThat(guesses).isBetween(5L, 5L + delaysThatPassed);
        assertThat(outcomes).filteredOn(attack::isThrottled).hasSize(20 - (int) guesses);
        assertThat(module.hashing.count() - hashes).isEqualTo((int) guesses);
    }

    @Test
    void takesNobodyWhoSignsInManyTimesAtOnceForAGuesser() {
        assertThat(Race.of(20, i -> owner.logIn(PASSWORD, guesser))).allMatch(SignedIn.class::isInstance);
    }

    @Test
    void forgetsTriesThatNobodyAnswersAnyMore() {
        for (int i = 0; i < 30; i++) {
            assertThat(module.failedSecrets.mustWait(new Holder(Holder.Kind.USER, UUID.randomUUID()), guesser))
                    .isEmpty();
        }

        module.database.execute("UPDATE auth.login_throttle SET pending_at = pending_at - interval '11 seconds'");

        assertThat(owner.logIn(PASSWORD, guesser)).isInstanceOf(SignedIn.class);
    }

    @Test
    @Row({"TH-01", "TH-02", "R-22"})
    void checksAtMostAHundredOnOneAccountFromHoweverManyAddresses() {
        attack.spread(80);
        int hashes = module.hashing.count();

        List<LoginOutcome> outcomes = Race.of(20, i -> owner.logIn(WRONG, elsewhere()));

        assertThat(module.hashing.count() - hashes).isEqualTo(10);
        assertThat(outcomes).filteredOn(attack::isThrottled).hasSize(10);
        assertThat(owner.logIn(PASSWORD, elsewhere())).isInstanceOf(Throttled.class);
        assertThat(owner.recorded("login.locked", "denied")).isOne();
    }

    @Test
    @Row("TH-01")
    void countsTheKnownDevicesIntoTheHundred() {
        Client first = withCookie(elsewhere(), "first");
        Client second = withCookie(elsewhere(), "second");
        owner.logIn(PASSWORD, first);
        owner.logIn(PASSWORD, second);
        attack.spread(95);

        attack.patient(first, 9);
        assertThat(owner.logIn(WRONG, second)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(owner.logIn(WRONG, second)).isInstanceOf(Throttled.class);
        assertThat(wrongOnes()).isEqualTo(100);
    }

    @Test
    @Row("TH-01")
    void countsWhatIsTriedAtAnotherDoor() {
        Person newcomer = new Person(module);
        newcomer.signUp(PASSWORD);
        Attack onNewcomer = new Attack(module, newcomer);
        String token = newcomer.link();
        for (int i = 0; i < 5; i++) {
            assertThat(newcomer.verify(token, WRONG)).isInstanceOf(VerificationOutcome.PasswordRequired.class);
        }

        assertThat(newcomer.verify(token, PASSWORD)).isInstanceOf(VerificationOutcome.Throttled.class);
        assertThat(newcomer.logIn(PASSWORD)).isInstanceOf(Throttled.class);
        onNewcomer.letTimePass();
        assertThat(newcomer.verify(token, PASSWORD)).isInstanceOf(VerificationOutcome.Verified.class);
    }

    @Test
    void startsCountingAnewAfterASignInOfItsDevice() {
        attack.patient(guesser, 4);
        assertThat(owner.logIn(PASSWORD, guesser)).isInstanceOf(SignedIn.class);

        attack.patient(guesser, 4);
        assertThat(owner.logIn(PASSWORD, guesser)).isInstanceOf(SignedIn.class);
    }

    @Test
    void keepsTheFailuresOfTheOtherDevicesWhenTheOwnerSignsIn() {
        attack.patient(guesser, 8);
        assertThat(owner.logIn(PASSWORD, elsewhere())).isInstanceOf(SignedIn.class);

        assertThat(owner.logIn(WRONG, guesser)).isEqualTo(new Throttled(Duration.ofSeconds(8)));
    }

    @Test
    void doesNotForgetFailuresForARightPasswordThatIsNotEnough() {
        attack.patient(guesser, 4);
        owner.change("password_reset_required = true");
        assertThat(owner.logIn(PASSWORD, guesser)).isEqualTo(new Refused(Reason.PASSWORD_RESET_REQUIRED));

        owner.logIn(WRONG, guesser);
        assertThat(owner.logIn(WRONG, guesser)).isInstanceOf(Throttled.class);
    }

    @Test
    @Row("TH-10")
    void countsAllSpellingsOfAnAddressTogether() {
        String typed = " " + owner.email.toUpperCase(Locale.ROOT);
        Person shouting = new Person(module, typed);

        for (int i = 0; i < 5; i++) {
            assertThat(shouting.logIn(WRONG, guesser)).isEqualTo(INVALID_CREDENTIALS);
        }
        assertThat(owner.logIn(WRONG, guesser)).isInstanceOf(Throttled.class);
    }

    @Test
    @Row({"TH-04", "TH-10"})
    void throttlesAnUnknownAddressAsIfItHadAnAccount() {
        Person nobody = new Person(module);
        Person shouting = new Person(module, nobody.email.toUpperCase(Locale.ROOT));

        for (int i = 0; i < 3; i++) {
            assertThat(nobody.logIn(WRONG, guesser)).isEqualTo(INVALID_CREDENTIALS);
        }
        assertThat(shouting.logIn(WRONG, guesser)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(shouting.logIn(WRONG, guesser)).isEqualTo(INVALID_CREDENTIALS);
        assertThat(nobody.logIn(WRONG, guesser)).isEqualTo(new Throttled(Duration.ofSeconds(1)));
        assertThat(nobody.mails()).isEmpty();
    }

    @Test
    @Row("TH-07")
    void countsAnIpv6NetworkAsOneAddress() {
        for (int i = 0; i < 30; i++) {
            new Person(module).logIn(WRONG, client("2001:db8:7:1::" + Integer.toHexString(i), "Guesser/" + i));
        }

        assertThat(new Person(module).logIn(WRONG, client("2001:db8:7:1:ffff::1", "Other")))
                .isInstanceOf(Throttled.class);
        assertThat(new Person(module).logIn(WRONG, client("2001:db8:7:2::1", "Other")))
                .isEqualTo(INVALID_CREDENTIALS);
    }

    @Test
    void checksThirtyGuessesOfAnAddressInFiveMinutesHoweverManyComeAtOnce() {
        String address = elsewhere().origin().ipAddress().orElseThrow();
        int hashes = module.hashing.count();

        List<LoginOutcome> outcomes =
                Race.of(40, i -> new Person(module).logIn(WRONG, client(address, "Guesser/" + i)));

        assertThat(outcomes).filteredOn(attack::isThrottled).hasSize(10);
        assertThat(module.hashing.count() - hashes).isEqualTo(30);
        assertThat(new Person(module).logIn(WRONG, client(address, "Other")))
                .isInstanceOfSatisfying(Throttled.class, refused -> assertThat(refused.retryAfter())
                        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5)));
    }

    @Test
    void doesNotForgetAnAddressForASignIn() {
        Client one = elsewhere();
        for (int i = 0; i < 29; i++) {
            new Person(module).logIn(WRONG, one);
        }
        assertThat(owner.logIn(PASSWORD, one)).isInstanceOf(SignedIn.class);

        new Person(module).logIn(WRONG, one);
        assertThat(new Person(module).logIn(WRONG, one)).isInstanceOf(Throttled.class);
    }

    @Test
    @Row("TH-09")
    void countsOnAnotherNodeOn() {
        attack.patient(guesser, 5);

        AuthModule other = module.restarted();
        assertThat(new Person(other, owner.email).logIn(PASSWORD, guesser)).isInstanceOf(Throttled.class);
    }

    @Test
    void keepsNothingOfAGuessOnceItHasExpired() {
        Person nobody = new Person(module);
        nobody.logIn(WRONG, guesser);
        module.database.execute("UPDATE auth.login_throttle SET expires_at = clock_timestamp() - interval '2 hours'");

        new Person(module.restarted()).logIn(WRONG, elsewhere());

        assertThat(nobody.count("auth.login_throttle WHERE expires_at < clock_timestamp() AND unlock_hash IS NULL"))
                .isZero();
    }

    @Test
    void tellsTheTrailOnceThatADeviceWasThrottled() {
        attack.patient(guesser, 10);

        assertThat(owner.recorded("login.throttled", "denied")).isOne();
        assertThat(owner.recorded("login.failed", "failure")).isEqualTo(10);
    }

    private int wrongOnes() {
        return owner.recorded("login.failed", "failure");
    }
}

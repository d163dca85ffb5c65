package dev.gatehouse.auth.internal.signup;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.SignUpOutcome.SignedIn;
import dev.gatehouse.auth.SignUpOutcome.VerificationSent;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.auth.VerificationOutcome.Verified;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.session.NewSession.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class SignUpRaceTest {

    private static final int RUNNERS = 100;

    @Test
    void makesOneAccountAndOneLinkOfAHundredSignUpsAtOnce() {
        AuthModule module = AuthModule.withRequiredVerification();
        Person person = new Person(module);

        List<SignUpOutcome> outcomes = Race.of(RUNNERS, i -> module.signUp.signUp(variant(person, i)));

        assertThat(outcomes).hasSize(RUNNERS).allMatch(VerificationSent.class::isInstance);
        assertThat(person.count("auth.account WHERE lower(email) = '" + person.email + "'"))
                .isOne();
        assertThat(person.links()).hasSize(1);
        assertThat(person.recorded("account.registered", "success")).isOne();
        assertThat(person.recorded("account.verification_sent", "success")).isOne();
        assertThat(person.verify(person.link(), PASSWORD)).isInstanceOf(Verified.class);
    }

    @Test
    void signsOneOfAHundredInWhereVerificationIsOptional() {
        AuthModule module = AuthModule.withOptionalVerification();
        Person person = new Person(module);

        List<SignUpOutcome> outcomes = Race.of(RUNNERS, i -> module.signUp.signUp(variant(person, i)));

        assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(VerificationSent.class::isInstance).hasSize(RUNNERS - 1);
        assertThat(person.links()).hasSize(1);
        assertThat(person.liveSessions()).isOne();
    }

    @Test
    void holdsNoTransactionWhileItHashes() {
        AuthModule module = AuthModule.withRequiredVerification();
        Person person = new Person(module);
        AtomicInteger transactions = new AtomicInteger(-1);
        module.hashing.watch(() -> transactions.set(leastWithinASecond(
                () -> person.count("pg_stat_activity WHERE datname = current_database() AND usename = 'gatehouse_app'"
                        + " AND state <> 'idle'"))));

        person.signUp(PASSWORD);
        assertThat(transactions).hasValue(0);
        transactions.set(-1);
        person.logIn(PASSWORD);
        assertThat(transactions).hasValue(0);
        transactions.set(-1);
        person.verify(person.link(), PASSWORD);
        assertThat(transactions).hasValue(0);
    }

    /** What an earlier test began may take a moment to end. */
    private static int leastWithinASecond(IntSupplier count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        int least = count.getAsInt();
        while (least > 0 && System.nanoTime() < end) {
            least = Math.min(least, count.getAsInt());
        }
        return least;
    }

    private static SignUpRequest variant(Person person, int i) {
        String email = i % 2 == 0 ? person.email.toUpperCase(Locale.ROOT) : " " + person.email;
        return new SignUpRequest(
                email,
                PASSWORD,
                "Ada",
                "Lovelace",
                Optional.empty(),
                true,
                Optional.empty(),
                Locale.ENGLISH,
                Kind.TOKEN,
                ORIGIN);
    }
}

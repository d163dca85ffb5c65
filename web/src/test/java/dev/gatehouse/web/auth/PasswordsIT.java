package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What becomes of passwords, on every channel that takes one. */
class PasswordsIT extends OverHttp {

    /** Nothing below what OWASP asks for, a salt of 16 bytes and a tag of 32. */
    private static final String STRONG = "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}";

    private static final String HUGE = "Aa1-" + "x".repeat(50_000);

    @Test
    @Row("PW-01")
    void storesThemAsStrongHashesWithSaltsOfTheirOwn() {
        String overApi = people.signedUp();
        String overPages = people.address();
        signUpOnPage(overPages, People.PASSWORD);
        String replaced = people.signedUp();
        api.post("/api/auth/verify-email")
                .json("token", mailbox.newestTo(replaced).token(), "newPassword", "Another-Horse-43")
                .send()
                .hasStatus(200);

        List<String> stored = List.of(hashOf(overApi), hashOf(overPages), hashOf(replaced), pendingOf(overApi));
        assertThat(stored).allSatisfy(hash -> assertThat(hash).matches(STRONG));
        assertThat(List.of(hashOf(overApi), hashOf(overPages), hashOf(replaced)))
                .extracting(hash -> hash.split("\\$")[4])
                .doesNotHaveDuplicates();
        assertThat(rows.texts("SELECT password_hash FROM auth.account WHERE password_hash NOT LIKE '$argon2id$v=19$%'"))
                .isEmpty();
    }

    @Test
    @Row("PW-01")
    void strengthensAWeakHashWhenItsPasswordIsAtHand() {
        String weak =
                Argon2Factory.create(Argon2Types.ARGON2id, 16, 32).hash(1, 8_192, 1, People.PASSWORD.toCharArray());
        for (boolean page : new boolean[] {false, true}) {
            String address = people.verified();
            rows.change("UPDATE auth.account SET password_hash = ? WHERE email = ?", weak, address);

            people.logIn(address, "Wrong-Horse-42").isProblem(401, "invalid_credentials");
            assertThat(hashOf(address)).isEqualTo(weak);
            if (page) {
                new Browser(api).signIn(address, People.PASSWORD).hasStatus(303);
            } else {
                people.logIn(address, People.PASSWORD).hasStatus(200);
            }

            assertThat(hashOf(address)).matches(STRONG);
        }
    }

    @Test
    @Row("PW-01")
    void neverComputesAHashThatWouldExhaustTheServer() {
        String address = people.verified();
        String parts = hashOf(address).replaceFirst("^.*(?=p=)", "");

        for (String cost : List.of("m=4194304,t=2,", "m=19456,t=100000,", "m=999999999,t=999999999,")) {
            rows.change(
                    "UPDATE auth.account SET password_hash = ? WHERE email = ?",
                    "$argon2id$v=19$" + cost + parts,
                    address);
            people.logIn(address, People.PASSWORD).isProblem(401, "invalid_credentials");
        }
    }

    @Test
    @Row("PW-02")
    void countsEveryCharacterAsItIs() {
        String address = people.address();
        String password = "  Aa1-" + "\u00e9x".repeat(60) + " ";
        signUpOnPage(address, password);
        assertThat(password.length()).isEqualTo(127);

        for (String nearly : List.of(
                password.strip(),
                password.stripLeading(),
                password.stripTrailing(),
                password.toLowerCase(Locale.ROOT),
                password.toUpperCase(Locale.ROOT),
                password.replace('\u00e9', 'e'),
                password.substring(0, 126),
                password.substring(0, 72),
                password.substring(0, 64),
                password.substring(0, 126) + "x",
                password + " ")) {
            forgetFailures();
            people.logIn(address, nearly).isProblem(401, "invalid_credentials");
            assertThat(new Browser(api).signIn(address, nearly).status()).isEqualTo(400);
            assertThat(people.verify(address, nearly).status()).isEqualTo(400);
        }
        people.verify(address, password).hasStatus(200);
        people.logIn(address, password).hasStatus(200);
        new Browser(api).signIn(address, password).hasStatus(303);
    }

    @Test
    @Row("PW-06")
    void spendsNoHashOnAHugeOne() {
        String address = people.signedUp();
        String known = people.verified();
        String token = mailbox.newestTo(address).token();
        Duration hashed = fastest(() -> people.logIn(known, "Wrong-Horse-42"));

        assertThat(List.of(
                        fastest(() -> people.logIn(known, HUGE)),
                        fastest(() -> people.logIn(people.address(), HUGE)),
                        fastest(() -> verify(token, "password", HUGE)),
                        fastest(() -> verify(token, "newPassword", HUGE)),
                        fastest(() -> people.signUp(people.address(), HUGE))))
                .allSatisfy(taken -> assertThat(taken.multipliedBy(2)).isLessThan(hashed));
    }

    @Test
    @Row("PW-06")
    void refusesAHugeOneEverywhere() {
        String address = people.verified();
        String huge = HUGE.substring(0, 10_000);

        for (String password : List.of(huge, HUGE, "Aa1-" + "\uD83D\uDC0E".repeat(125))) {
            forgetFailures();
            people.logIn(address, password).isProblem(401, "invalid_credentials");
            people.signUp(people.address(), password).isProblem(400, "weak_password");
            assertThat(new Browser(api).signIn(address, password).status()).isIn(400, 413);
        }
        people.logIn(address, "x".repeat(70_000)).isProblem(413, "payload_too_large");
    }

    private void signUpOnPage(String address, String password) {
        new Browser(api)
                .press(
                        "/signup",
                        "signUp",
                        "create",
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "email",
                        address,
                        "password",
                        password,
                        "acceptTerms",
                        "on")
                .hasStatus(303);
    }

    private Answer verify(String token, String field, String password) {
        return api.post("/api/auth/verify-email")
                .json("token", token, field, password)
                .send();
    }

    private String hashOf(String address) {
        return rows.text("SELECT password_hash FROM auth.account WHERE email = ?", address);
    }

    private String pendingOf(String address) {
        return rows.text(
                "SELECT pending_password_hash FROM auth.one_time_token WHERE account_id = ?", rows.account(address));
    }

    private Duration fastest(Supplier<Answer> act) {
        Duration fastest = Duration.ofMinutes(1);
        for (int i = 0; i < 8; i++) {
            forgetFailures();
            long start = System.nanoTime();
            assertThat(act.get().status()).isIn(400, 401);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        }
        return fastest;
    }
}

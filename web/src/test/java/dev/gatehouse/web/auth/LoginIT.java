package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginIT extends OverHttp {
    @Test
    void refusesAnEmptyFormNamingBothFields() {
        Map<String, Long> before = rows.counts();

        api.post("/api/auth/login")
                .body("{}")
                .send()
                .isProblem(400, "validation_failed")
                .names("email", "password");

        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void saysTheSameOfAWrongPasswordAndAnUnknownAddress() {
        Answer wrong = people.logIn(people.verified(), "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        Answer unknown = people.logIn(people.address(), People.PASSWORD).isProblem(401, "invalid_credentials");
        Answer noAddress = people.logIn("no address", People.PASSWORD).isProblem(401, "invalid_credentials");

        for (Answer answer : List.of(unknown, noAddress)) {
            assertThat(answer.text("detail")).isEqualTo(wrong.text("detail"));
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(wrong.headers().map().keySet());
        }
    }

    @Test
    void takesAboutAsLongForAnUnknownAddress() {
        String known = people.verified();
        people.logIn(known, "Warm-up-Horse-42");

        Duration ofKnown = fastest(() -> people.logIn(known, "Wrong-Horse-42"));
        Duration ofUnknown = fastest(() -> people.logIn(people.address(), "Wrong-Horse-42"));

        assertThat(ofUnknown.toMillis()).isBetween(ofKnown.toMillis() / 3, Math.max(ofKnown.toMillis() * 3, 30));
    }

    @Test
    void tellsOfAnUnverifiedAddressOnlyAfterTheRightPassword() {
        String address = people.signedUp();

        people.logIn(address, "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        people.logIn(address, People.PASSWORD).isProblem(403, "email_not_verified");
    }

    @Test
    @Row("TK-05")
    void tellsOfADisabledAccountOnlyAfterTheRightPassword() {
        String address = people.verified();
        rows.change("UPDATE auth.account SET disabled_at = now() WHERE email = ?", address);

        people.logIn(address, "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        people.logIn(address, People.PASSWORD).isProblem(403, "account_disabled");
    }

    @Test
    void tellsOfANeededResetOnlyAfterTheRightPassword() {
        String address = people.verified();
        rows.change("UPDATE auth.account SET password_reset_required = true WHERE email = ?", address);

        people.logIn(address, "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        people.logIn(address, People.PASSWORD).isProblem(403, "password_reset_required");
    }

    @Test
    void startsNoSessionWithARefusalAndRecordsItOnce() {
        String address = people.verified();

        people.logIn(address, "Wrong-Horse-42");

        UUID account = rows.account(address);
        assertThat(rows.number("SELECT count(*) FROM session.session WHERE account_id = ?", account))
                .isZero();
        assertThat(rows.texts(
                        "SELECT type || ' ' || outcome || ' ' || reason FROM audit.event"
                                + " WHERE subject_id = ? AND category = 'login'",
                        account))
                .containsExactly("login.failed failure bad_password");
    }

    @Test
    void refusesADeviceNameThatIsNoLineOfText() {
        String address = people.verified();

        logInFrom(address, "a\nb").isProblem(400, "validation_failed").names("deviceName");
        logInFrom(address, "a\u202Eb").isProblem(400, "validation_failed").names("deviceName");
    }

    @Test
    void cutsLongNamesOfDevicesAndAgents() {
        String address = people.verified();

        Answer answer = api.post("/api/auth/login")
                .header("User-Agent", "u".repeat(4_000))
                .json("email", address, "password", People.PASSWORD, "deviceName", "d".repeat(4_000))
                .send()
                .hasStatus(200);

        assertThat(rows.text(
                        "SELECT length(device_name) || ' ' || length(user_agent) FROM session.session WHERE id = ?",
                        People.signedIn(answer).session()))
                .isEqualTo("100 512");
    }

    @Test
    void signsInUnderAnySpellingOfTheAddress() {
        String address = people.verified();

        people.logIn(" " + address.toUpperCase(Locale.ROOT), People.PASSWORD).hasStatus(200);
    }

    @Test
    void writesItsEventsOnceWithWhoWhenAndWhere() {
        String address = people.verified();

        Answer answer = api.post("/api/auth/login")
                .header("User-Agent", "Integration/1.0")
                .header("X-Request-Id", "login-of-ada")
                .json("email", address, "password", People.PASSWORD)
                .send()
                .hasStatus(200);

        SignedIn ada = People.signedIn(answer);
        assertThat(rows.eventsAbout(ada.id()))
                .endsWith("session.started", "login.succeeded")
                .hasSize(5);
        assertThat(rows.text(
                        "SELECT concat_ws(' ', e.outcome, e.actor_type, e.actor_id, e.session_id, e.request_id, p.email,"
                                + " p.ip_address, p.user_agent) FROM audit.event e"
                                + " JOIN audit.personal_data p ON p.event_id = e.id"
                                + " WHERE e.subject_id = ? AND e.type = 'login.succeeded'",
                        ada.id()))
                .matches("success user " + ada.id() + " " + ada.session() + " login-of-ada " + address
                        + " (127\\.0\\.0\\.1|0:0:0:0:0:0:0:1|::1) Integration/1\\.0");
    }

    @Test
    void holdsWhereManySignInAtOnce() {
        String address = people.verified();

        List<Integer> statuses = dev.gatehouse.web.testing.Together.times(
                12, () -> people.logIn(address, People.PASSWORD).status());

        assertThat(statuses).containsOnly(200);
        assertThat(rows.number("SELECT count(*) FROM session.session WHERE account_id = ?", rows.account(address)))
                .isEqualTo(12);
    }

    private Answer logInFrom(String address, String deviceName) {
        return api.post("/api/auth/login")
                .json("email", address, "password", People.PASSWORD, "deviceName", deviceName)
                .send();
    }

    private Duration fastest(Runnable act) {
        Duration fastest = Duration.ofMinutes(1);
        for (int i = 0; i < 5; i++) {
            forgetFailures();
            long start = System.nanoTime();
            act.run();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        }
        return fastest;
    }
}

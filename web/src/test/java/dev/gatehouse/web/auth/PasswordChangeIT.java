package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Together;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new password for somebody who is signed in and knows the old one. */
class PasswordChangeIT extends OverHttp {

    private static final String NEW = "Another-Horse-43";

    @Test
    @Row({"PW-07", "TH-01"})
    void needsTheCurrentPasswordAndCountsEveryWrongOne() {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());
        forgetFailures();

        change(ada, null, NEW).isProblem(400, "validation_failed").names("currentPassword");
        changeOnPage(browser, "", NEW).hasStatus(400);
        for (int wrong = 0; wrong < 5; wrong++) {
            change(ada, "Wrong-Horse-42", NEW).isProblem(403, "invalid_credentials");
        }
        Answer held = change(ada, People.PASSWORD, NEW).isProblem(429, "too_many_attempts");
        assertThat(held.header("Retry-After")).isPresent();
        people.logIn(ada.email(), People.PASSWORD).isProblem(429, "too_many_attempts");

        assertThat(changeOnPage(browser, "Wrong-Horse-42", NEW).hasStatus(400).text())
                .contains("currentPassword-problem");
        forgetFailures();
        people.logIn(ada.email(), NEW).isProblem(401, "invalid_credentials");
        people.logIn(ada.email(), People.PASSWORD).hasStatus(200);
        assertThat(rows.number(
                        "SELECT count(*) FROM audit.event WHERE subject_id = ? AND type = 'account.password_changed'"
                                + " AND outcome = 'failure'",
                        ada.id()))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Short-1", "nouppercase-42", "NOLOWERCASE-42", "No-Digits-Here", "Password123", "Lovelace-42"})
    @Row("PW-04")
    void refusesAWeakPassword(String weak) {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());

        change(ada, People.PASSWORD, weak).isProblem(400, "weak_password").names("newPassword");
        assertThat(changeOnPage(browser, People.PASSWORD, weak).hasStatus(400).text())
                .contains("newPassword-problem");

        people.logIn(ada.email(), People.PASSWORD).hasStatus(200);
    }

    @Test
    @Row({"PW-07", "TK-07"})
    void endsAllSessionsButTheOneThatAsks() {
        SignedIn here = people.signedIn();
        SignedIn elsewhere = people.signIn(here.email());
        Browser browser = Browser.signedIn(api, here.email());

        change(here, People.PASSWORD, NEW).hasStatus(204);

        refresh(elsewhere).isProblem(401, "refresh_token_invalid");
        api.get("/api/account").bearer(elsewhere.accessToken()).send().isProblem(401, "unauthenticated");
        assertThat(browser.get("/account").status()).isEqualTo(303);
        api.get("/api/account").bearer(here.accessToken()).send().hasStatus(200);
        refresh(here).hasStatus(200);
        people.logIn(here.email(), People.PASSWORD).isProblem(401, "invalid_credentials");

        browser.signIn(here.email(), NEW).hasStatus(303);
        changeOnPage(browser, NEW, "Third-Horse-44").hasStatus(303);
        browser.get("/account").hasStatus(200);
        api.get("/api/account").bearer(here.accessToken()).send().isProblem(401, "unauthenticated");
        assertThat(mailbox.to(here.email()))
                .filteredOn(mail -> mail.tokenOf("/not-me").isPresent())
                .hasSize(2);
    }

    @Test
    @Row("R-25")
    void leavesNoSessionOfTheOldPasswordAliveHoweverTheyMeet() {
        for (int round = 0; round < 4; round++) {
            SignedIn here = people.signedIn();
            SignedIn elsewhere = people.signIn(here.email());
            AtomicInteger next = new AtomicInteger();

            List<Optional<String>> tokens = Together.times(8, () -> {
                int mine = next.getAndIncrement();
                if (mine == 0) {
                    change(here, People.PASSWORD, NEW).hasStatus(204);
                    return Optional.empty();
                }
                Answer answer = mine % 2 == 0 ? refresh(elsewhere) : people.logIn(here.email(), People.PASSWORD);
                return answer.status() == 200 ? Optional.of(answer.text("refreshToken")) : Optional.empty();
            });

            assertThat(tokens.stream().flatMap(Optional::stream)).allSatisfy(token -> api.post("/api/auth/refresh")
                    .json("refreshToken", token)
                    .send()
                    .isProblem(401, "refresh_token_invalid"));
            assertThat(rows.texts(
                            "SELECT id FROM session.session WHERE account_id = ? AND revoked_at IS NULL", here.id()))
                    .containsExactly(here.session().toString());
        }
    }

    private Answer refresh(SignedIn person) {
        return api.post("/api/auth/refresh")
                .json("refreshToken", person.refreshToken())
                .send();
    }

    private Answer change(SignedIn person, String current, String password) {
        return api.post("/api/auth/password/change")
                .bearer(person.accessToken())
                .json("currentPassword", current, "newPassword", password)
                .send();
    }

    private static Answer changeOnPage(Browser browser, String current, String password) {
        return browser.submit(
                "/account/security", "changePassword", "currentPassword", current, "newPassword", password);
    }
}

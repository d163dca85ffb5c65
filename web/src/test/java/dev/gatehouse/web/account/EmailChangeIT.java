package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Together;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Another address for an account: proven by its reader, and undone by the reader of the old one. */
class EmailChangeIT extends OverHttp {

    @Test
    @Row("RC-08")
    void changesNothingUntilTheNewAddressIsProven() {
        SignedIn ada = people.signedIn();
        String wanted = people.address();
        ask(ada, wanted).hasStatus(202);
        mailbox.token(wanted, "/email/confirm");

        people.logIn(wanted, People.PASSWORD).isProblem(401, "invalid_credentials");
        people.logIn(ada.email(), People.PASSWORD).hasStatus(200);
        assertThat(mailbox.token(ada.email(), "/not-me")).isNotBlank();
        confirm("A".repeat(43)).isProblem(400, "token_invalid");
        confirm(mailbox.token(ada.email(), "/not-me")).isProblem(400, "token_invalid");
        api.get("/api/account/email/confirm?token=" + mailbox.token(wanted, "/email/confirm"))
                .send()
                .isProblem(405, "method_not_allowed");
        ask(ada, "nonsense").isProblem(400, "validation_failed").names("newEmail");
        ask(ada, ada.email()).isProblem(400, "validation_failed").names("newEmail");
        api.post("/api/account/email").json("newEmail", wanted).send().isProblem(401, "unauthenticated");
    }

    @Test
    @Row("RC-08")
    void changesWithTheLinkOnceAndTellsTheOldAddress() {
        SignedIn ada = people.signedIn();
        String wanted = people.address();
        ask(ada, wanted).hasStatus(202);
        String token = mailbox.token(wanted, "/email/confirm");

        confirm(token).hasStatus(204);
        confirm(token).isProblem(400, "token_invalid");

        people.logIn(ada.email(), People.PASSWORD).isProblem(401, "invalid_credentials");
        people.logIn(wanted, People.PASSWORD).hasStatus(200);
        assertThat(api.get("/api/account")
                        .bearer(ada.accessToken())
                        .send()
                        .hasStatus(200)
                        .text("email"))
                .isEqualTo(wanted);
        assertThat(mailbox.to(ada.email()).get(0).text()).doesNotContain(wanted);
        assertThat(mailbox.token(ada.email(), "/email/undo")).isNotBlank();
        assertThat(rows.eventsAbout(ada.id()))
                .containsOnlyOnce("account.email_change_requested", "account.email_changed");
    }

    @Test
    @Row("RC-08")
    void changesOnThePagesToo() {
        String old = people.verified();
        String wanted = people.address();
        Browser browser = Browser.signedIn(api, old);
        browser.submit("/account/security", "changeEmail", "newEmail", wanted).hasStatus(303);
        Browser elsewhere = new Browser(api);
        String link = "/email/confirm?token=" + mailbox.token(wanted, "/email/confirm");
        elsewhere.get(link).hasStatus(200);

        Answer done = elsewhere.submit(link, "mailedLink").hasStatus(303);
        assertThat(done.header("Location").orElseThrow()).startsWith("/login?notice=");
        elsewhere.submit(link, "mailedLink").hasStatus(400);
        people.logIn(wanted, People.PASSWORD).hasStatus(200);

        String undo = "/email/undo?token=" + mailbox.token(old, "/email/undo");
        elsewhere.submit(undo, "mailedLink").hasStatus(303);
        assertThat(browser.get("/account").status()).isEqualTo(303);
        people.logIn(wanted, People.PASSWORD).isProblem(401, "invalid_credentials");
        people.logIn(old, People.PASSWORD).isProblem(403, "password_reset_required");
        elsewhere.submit(undo, "mailedLink").hasStatus(400);
    }

    @Test
    @Row({"RC-08", "TK-07"})
    void isUndoneByTheOldAddressWhichEndsAllSessionsAndForcesAReset() {
        SignedIn thief = people.signedIn();
        String old = thief.email();
        String wanted = people.address();
        ask(thief, wanted).hasStatus(202);
        confirm(mailbox.token(wanted, "/email/confirm")).hasStatus(204);
        String undo = mailbox.token(old, "/email/undo");

        undo("A".repeat(43)).isProblem(400, "token_invalid");
        undo(undo).hasStatus(200);
        undo(undo).isProblem(400, "token_invalid");

        api.post("/api/auth/refresh")
                .json("refreshToken", thief.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        people.logIn(old, People.PASSWORD).isProblem(403, "password_reset_required");
        api.post("/api/auth/password/reset")
                .json("token", mailbox.token(old, "/reset"), "newPassword", "Another-Horse-43")
                .send()
                .hasStatus(200);
        people.logIn(old, "Another-Horse-43").hasStatus(200);
        people.logIn(wanted, "Another-Horse-43").isProblem(401, "invalid_credentials");
    }

    @Test
    @Row({"RC-08", "TH-04"})
    void doesNotTellThatTheNewAddressHasAnAccount() {
        SignedIn ada = people.signedIn();
        String known = people.verified();

        Answer toKnown = ask(ada, known).hasStatus(202);
        Answer toNew = ask(ada, people.address()).hasStatus(202);

        assertThat(toKnown.text()).isEqualTo(toNew.text());
        assertThat(toKnown.headers().map().keySet())
                .isEqualTo(toNew.headers().map().keySet());
        assertThat(mailbox.to(known).get(0).tokenOf("/email/confirm")).isEmpty();
        people.logIn(known, People.PASSWORD).hasStatus(200);
    }

    @Test
    @Row("RC-08")
    void decidesAtTheEndWhoseTheAddressIs() {
        SignedIn ada = people.signedIn();
        String wanted = people.address();
        ask(ada, wanted).hasStatus(202);
        String token = mailbox.token(wanted, "/email/confirm");
        people.signUp(wanted, People.PASSWORD).hasStatus(202);
        people.verify(wanted, People.PASSWORD).hasStatus(200);

        confirm(token).isProblem(400, "token_invalid");

        people.logIn(ada.email(), People.PASSWORD).hasStatus(200);
        assertThat(People.signedIn(people.logIn(wanted, People.PASSWORD)).id()).isNotEqualTo(ada.id());
    }

    @Test
    @Row({"RC-08", "R-21"})
    void givesAnAddressToOneOfTwoWhoProveItAtOnce() {
        String wanted = people.address();
        List<String> tokens = List.of(people.signedIn(), people.signedIn()).stream()
                .map(person -> {
                    ask(person, wanted).hasStatus(202);
                    return mailbox.token(wanted, "/email/confirm");
                })
                .toList();
        AtomicInteger next = new AtomicInteger();

        List<Integer> statuses = Together.times(
                8, () -> confirm(tokens.get(next.getAndIncrement() % 2)).status());

        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 400);
        assertThat(rows.number("SELECT count(*) FROM auth.account WHERE email = ?", wanted))
                .isEqualTo(1);
    }

    private Answer ask(SignedIn person, String wanted) {
        return api.post("/api/account/email")
                .bearer(person.accessToken())
                .json("newEmail", wanted, "password", People.PASSWORD)
                .send();
    }

    private Answer confirm(String token) {
        return api.post("/api/account/email/confirm").json("token", token).send();
    }

    private Answer undo(String token) {
        return api.post("/api/auth/email/undo").json("token", token).send();
    }
}

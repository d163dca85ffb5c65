package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Guesses at secrets, over every channel that checks one. All of them come from one address. */
class ThrottleIT extends OverHttp {

    private static final String WRONG = "Wrong-Horse-42";

    @Test
    @Row("TH-01")
    void checksAtMostAHundredGuessesInARowOverAllChannels() {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());
        List<IntFunction<Answer>> channels = List.of(
                n -> from(n, "POST", "/api/auth/login")
                        .json("email", ada.email(), "password", WRONG)
                        .send(),
                n -> from(n, "POST", "/api/auth/login?mode=cookie")
                        .json("email", ada.email(), "password", WRONG)
                        .send(),
                n -> strange(n).signIn(ada.email(), WRONG),
                n -> from(n, "POST", "/api/auth/reauthenticate")
                        .bearer(ada.accessToken())
                        .json("password", WRONG)
                        .send(),
                n -> from(n, "POST", "/api/auth/reauthenticate")
                        .bearer(ada.accessToken())
                        .json("code", "123456")
                        .send(),
                n -> from(n, "POST", "/api/auth/password/change")
                        .bearer(ada.accessToken())
                        .json("currentPassword", WRONG, "newPassword", "Another-Horse-43")
                        .send(),
                n -> from(n, "POST", "/api/account/email")
                        .bearer(ada.accessToken())
                        .json("newEmail", people.address(), "password", WRONG)
                        .send());
        int checked = 0;

        for (int guess = 0; guess < 130; guess++) {
            forgetAddress();
            Answer answer = channels.get(guess % channels.size()).apply(guess);
            assertThat(answer.status()).as(answer.text()).isIn(400, 401, 403, 429);
            checked += answer.status() == 429 ? 0 : 1;
        }

        assertThat(checked).isBetween(80, 100);
        forgetAddress();
        from(1000, "POST", "/api/auth/login")
                .json("email", ada.email(), "password", People.PASSWORD)
                .send()
                .isProblem(429, "too_many_attempts");
        assertThat(rows.eventsAbout(ada.id())).containsOnlyOnce("login.locked");
        browser.get("/account").hasStatus(200);
    }

    @Test
    @Row({"TH-02", "R-22"})
    void checksNoMoreThanTheLimitOfManyGuessesAtOnce() {
        String email = people.verified();
        AtomicInteger next = new AtomicInteger();

        List<Answer> answers = Together.times(
                24,
                () -> next.getAndIncrement() % 2 == 0
                        ? people.logIn(email, WRONG)
                        : new Browser(api).signIn(email, WRONG));

        assertThat(answers).extracting(Answer::status).containsOnly(400, 401, 429);
        assertThat(answers).filteredOn(answer -> answer.status() != 429).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    @Row("TH-02")
    void checksNoMoreThanTheLimitOfManyGuessesAtOnceInsideASession() {
        SignedIn ada = people.signedIn();
        AtomicInteger next = new AtomicInteger();

        List<Answer> answers = Together.times(20, () -> {
            boolean code = next.getAndIncrement() % 2 == 0;
            return api.post("/api/auth/reauthenticate")
                    .bearer(ada.accessToken())
                    .json(code ? "code" : "password", code ? "123456" : WRONG)
                    .send();
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 403).hasSizeLessThanOrEqualTo(6);
        assertThat(answers).extracting(Answer::status).containsOnly(403, 429);
    }

    @Test
    @Row("TH-06")
    void cannotBeTurnedOnAnOwnerWhoseBrowserIsKnown() {
        String email = people.verified();
        Browser home = Browser.signedIn(api, email);
        home.signOut().hasStatus(303);
        lockOut(email);

        home.signIn(email, People.PASSWORD).hasStatus(303);
        home.get("/account").hasStatus(200);
    }

    @Test
    @Row("TH-06")
    void isOvercomeByTheMailedLinkOnADeviceThatIsNotKnown() {
        String email = people.verified();
        lockOut(email);
        Browser owner = strange(5000);
        Answer held = owner.signIn(email, People.PASSWORD).hasStatus(429);
        assertThat(held.header("Retry-After")).isPresent();
        assertThat(held.text()).contains("We mail a link");
        String link = "/unlock?token=" + mailbox.token(email, "/unlock");
        owner.get(link).hasStatus(200);
        owner.signIn(email, People.PASSWORD).hasStatus(429);

        Answer unlocked = owner.submit(link, "mailedLink").hasStatus(303);

        assertThat(unlocked.header("Location").orElseThrow()).startsWith("/login?notice=");
        assertThat(owner.cookie("gatehouse_session")).isEmpty();
        assertThat(owner.cookie("gatehouse_device")).isPresent();
        owner.submit(link, "mailedLink").hasStatus(400);
        lockOut(email);
        owner.signIn(email, WRONG).hasStatus(400);
        owner.signIn(email, People.PASSWORD).hasStatus(303);
    }

    @Test
    @Row("TH-06")
    void isOvercomeByTheMailedLinkOverTheApiToo() {
        String email = people.verified();
        lockOut(email);
        people.logIn(email, People.PASSWORD).isProblem(429, "too_many_attempts");
        String token = mailbox.token(email, "/unlock");

        api.post("/api/auth/unlock").json("token", "A".repeat(43)).send().isProblem(400, "token_invalid");
        Answer unlocked =
                api.post("/api/auth/unlock").json("token", token).send().hasStatus(200);
        assertThat(unlocked.json().keySet()).containsExactly("status");
        api.post("/api/auth/unlock").json("token", token).send().isProblem(400, "token_invalid");

        people.logIn(email, People.PASSWORD).hasStatus(200);
    }

    @Test
    @Row("TH-10")
    void countsAllSpellingsOfAnAddressTogetherAndAnswersAlikeForOneWithoutAccount() {
        List<Answer> last = new ArrayList<>();
        for (String email : List.of(people.verified(), people.address())) {
            forgetAddress();
            List<String> spellings = List.of(
                    email, email.toUpperCase(Locale.ROOT), " " + email, email + "\t", email.replace("@", "\uff20"));
            spellings.forEach(spelling ->
                    assertThat(people.logIn(spelling, WRONG).status()).isEqualTo(401));
            Answer held = people.logIn("\u00a0" + email, WRONG).isProblem(429, "too_many_attempts");
            assertThat(held.text()).doesNotContain(email);
            last.add(held);
        }

        assertThat(last.get(0).header("Retry-After")).isEqualTo(last.get(1).header("Retry-After"));
        assertThat(last.get(0).headers().map().keySet())
                .isEqualTo(last.get(1).headers().map().keySet());
        assertThat(last.get(0).text("detail")).isEqualTo(last.get(1).text("detail"));
    }

    /** As often as it takes, from a new device each time. */
    private void lockOut(String email) {
        UUID account = rows.account(email);
        people.logIn(email, WRONG);
        rows.change("UPDATE auth.login_throttle SET failures = 89 WHERE scope = 'account' AND holder_id = ?", account);
        forgetAddress();
        for (int device = 0; device < 3; device++) {
            from(device, "POST", "/api/auth/login")
                    .json("email", email, "password", WRONG)
                    .send();
        }
        forgetAddress();
        from(100, "POST", "/api/auth/login")
                .json("email", email, "password", People.PASSWORD)
                .send()
                .isProblem(429, "too_many_attempts");
    }

    private void forgetAddress() {
        rows.change("DELETE FROM auth.login_throttle WHERE scope = 'address'");
    }

    private dev.gatehouse.web.testing.Api.Call from(int device, String method, String path) {
        return api.call(method, path).header("User-Agent", "Device" + device);
    }

    private Browser strange(int device) {
        return new Browser((method, path) -> from(device, method, path));
    }
}

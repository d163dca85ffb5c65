package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Mailbox.Mail;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Together;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new password for whoever reads the account's mail, and for nobody else. */
class PasswordResetIT extends OverHttp {

    private static final String NEW = "Another-Horse-43";

    @Test
    @Row({"RC-01", "RC-10"})
    void setsNoPasswordWithoutATokenThatWasMailedForIt() {
        String email = people.verified();
        forgot(email);
        String token = mailbox.token(email, "/reset");
        String other = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        String ofAnotherPurpose = unverifiedToken();

        assertThat(token).matches("[A-Za-z0-9_-]{43,}");
        for (String guess :
                List.of(other, token.substring(1), token + "A", "A".repeat(43), ofAnotherPurpose, "' OR 1=1 --")) {
            reset(guess, NEW).isProblem(400, "token_invalid");
            resetOnPage(guess, NEW).hasStatus(400);
        }
        api.post("/api/auth/password/reset").json("newPassword", NEW).send().isProblem(400, "validation_failed");
        api.post("/api/auth/password/reset")
                .json("token", null, "newPassword", NEW)
                .send()
                .isProblem(400, "validation_failed");

        people.logIn(email, NEW).isProblem(401, "invalid_credentials");
        people.logIn(email, People.PASSWORD).hasStatus(200);
        reset(token, NEW).hasStatus(200);
    }

    @Test
    @Row("RC-01")
    void belongsToTheAccountItWasMailedFor() {
        String ada = people.verified();
        String eve = people.verified();
        forgot(eve);

        api.post("/api/auth/password/reset")
                .json(
                        "token",
                        mailbox.token(eve, "/reset"),
                        "newPassword",
                        NEW,
                        "email",
                        ada,
                        "accountId",
                        rows.account(ada),
                        "userId",
                        rows.account(ada))
                .send()
                .hasStatus(200);

        people.logIn(ada, NEW).isProblem(401, "invalid_credentials");
        people.logIn(eve, NEW).hasStatus(200);
    }

    @Test
    @Row("RC-04")
    void refusesALinkThatIsUsedOldOrReplaced() {
        String email = people.verified();
        forgot(email);
        String replaced = mailbox.token(email, "/reset");
        forgot(email);
        String used = mailbox.token(email, "/reset");

        reset(replaced, NEW).isProblem(400, "token_invalid");
        reset(used, NEW).hasStatus(200);
        reset(used, "Third-Horse-44").isProblem(400, "token_invalid");
        resetOnPage(used, "Third-Horse-44").hasStatus(400);

        forgot(email);
        String old = mailbox.token(email, "/reset");
        rows.change(
                "UPDATE auth.one_time_token SET created_at = created_at - interval '30 minutes',"
                        + " expires_at = expires_at - interval '30 minutes' WHERE account_id = ? AND consumed_at IS NULL",
                rows.account(email));
        reset(old, "Third-Horse-44").isProblem(400, "token_invalid");
        people.logIn(email, NEW).hasStatus(200);
        assertThat(rows.texts("SELECT t::text FROM auth.one_time_token t WHERE account_id = ?", rows.account(email)))
                .isNotEmpty()
                .noneMatch(row -> row.contains(used) || row.contains(old) || row.contains(replaced));
    }

    @Test
    @Row({"RC-04", "R-21"})
    void worksOnceHoweverManyTryAtOnce() {
        String email = people.verified();
        forgot(email);
        String token = mailbox.token(email, "/reset");
        AtomicInteger next = new AtomicInteger();

        List<Integer> statuses = Together.times(12, () -> {
            int mine = next.getAndIncrement();
            String password = "Racing-Horse-" + mine;
            Answer answer = mine % 2 == 0 ? reset(token, password) : resetOnPage(token, password);
            return answer.status() == 200 || answer.status() == 303 ? mine : -answer.status();
        });

        List<Integer> won = statuses.stream().filter(status -> status >= 0).toList();
        assertThat(won).hasSize(1);
        assertThat(statuses).filteredOn(status -> status < 0).containsOnly(-400);
        people.logIn(email, "Racing-Horse-" + won.get(0)).hasStatus(200);
        assertThat(rows.eventsAbout(rows.account(email))).containsOnlyOnce("account.password_reset");
    }

    @Test
    @Row({"RC-03", "MF-02"})
    void opensNothingThatWasClosedAndSignsNobodyIn() {
        String disabled = people.verified();
        rows.change("UPDATE auth.account SET disabled_at = now(), disabled_reason = 'x' WHERE email = ?", disabled);
        String unverified = people.signedUp();
        String careful = people.verified();
        askForCodes(careful);
        Map<String, String> closed =
                Map.of(disabled, "account_disabled", unverified, "email_not_verified", careful, "");

        closed.forEach((email, code) -> {
            for (boolean page : new boolean[] {false, true}) {
                String password = page ? "Paper-Horse-44" : NEW;
                forgot(email);
                String token = mailbox.token(email, "/reset");
                Browser browser = new Browser(api);
                if (page) {
                    browser.submit("/reset?token=" + token, "reset", "newPassword", password)
                            .hasStatus(303);
                    assertThat(browser.get("/account").status()).isEqualTo(303);
                } else {
                    Answer answer = reset(token, password).hasStatus(200);
                    assertThat(answer.json().keySet()).containsExactly("status");
                    assertThat(answer.cookie("gatehouse_session")).isEmpty();
                }
                assertThat(browser.cookie("gatehouse_session")).isEmpty();
                if (code.isEmpty()) {
                    Answer login = people.logIn(email, password).hasStatus(200);
                    assertThat(login.json().getBoolean("requires2fa")).isTrue();
                    assertThat(login.json().keySet()).doesNotContain("accessToken", "refreshToken", "token");
                } else {
                    people.logIn(email, password).isProblem(403, code);
                }
            }
        });
    }

    @Test
    @Row("RC-03")
    void liftsAForcedReset() {
        String email = people.verified();
        rows.change("UPDATE auth.account SET password_reset_required = true WHERE email = ?", email);

        people.logIn(email, People.PASSWORD).isProblem(403, "password_reset_required");
        Answer page = new Browser(api).signIn(email, People.PASSWORD).hasStatus(400);
        assertThat(page.text()).contains("<a class=\"button\" href=\"/forgot\">");
        forgot(email);
        reset(mailbox.token(email, "/reset"), NEW).hasStatus(200);

        people.logIn(email, NEW).hasStatus(200);
    }

    @Test
    @Row("RC-06")
    void mailsTheStoredAddressOnly() {
        String ada = people.verified();
        String eve = people.address();

        api.post("/api/auth/password/forgot")
                .body("{\"email\":[\"" + ada + "\",\"" + eve + "\"]}")
                .send()
                .isProblem(400, "malformed_request");
        for (String text :
                List.of(ada + "," + eve, ada + " " + eve, ada + "\r\nCc: " + eve, ada + "%0a" + eve, ada + ";" + eve)) {
            assertThat(api.post("/api/auth/password/forgot")
                            .json("email", text)
                            .send()
                            .status())
                    .isEqualTo(202);
        }
        api.post("/api/auth/password/forgot")
                .json("email", ada, "to", eve, "cc", eve, "newEmail", eve)
                .send()
                .hasStatus(202);
        assertThat(mailbox.token(ada, "/reset")).isNotBlank();
        api.post("/api/auth/password/forgot")
                .json("email", "  " + ada.toUpperCase(java.util.Locale.ROOT) + " ")
                .send()
                .hasStatus(202);

        assertThat(mailbox.to(eve)).isEmpty();
        assertThat(mailbox.to(ada))
                .filteredOn(mail -> mail.tokenOf("/reset").isPresent())
                .hasSize(2)
                .extracting(Mail::to)
                .containsOnly(ada);
    }

    @Test
    @Row("TH-08")
    void mailsOneAddressFiveTimesAnHourAndAnswersAlike() {
        String email = people.verified();
        String stranger = people.address();

        for (int asked = 0; asked < 7; asked++) {
            assertThat(forgot(email).text()).isEqualTo(forgot(stranger).text());
            new Browser(api).submit("/forgot", "forgot", "email", email).hasStatus(303);
        }

        assertThat(mailbox.to(email))
                .filteredOn(mail -> mail.tokenOf("/reset").isPresent())
                .hasSize(5);
        assertThat(mailbox.to(stranger)).isEmpty();
        reset(mailbox.token(email, "/reset"), NEW).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Short-1", "nouppercase-42", "NOLOWERCASE-42", "No-Digits-Here", "Password123", "Lovelace-42"})
    @Row("PW-04")
    void refusesAWeakPasswordAndKeepsTheLink(String weak) {
        String email = people.verified();
        forgot(email);
        String token = mailbox.token(email, "/reset");

        reset(token, weak).isProblem(400, "weak_password").names("newPassword");
        Answer page = resetOnPage(token, weak).hasStatus(400);
        assertThat(page.text()).contains("newPassword-problem");

        resetOnPage(token, NEW).hasStatus(303);
        people.logIn(email, weak).isProblem(401, "invalid_credentials");
        people.logIn(email, NEW).hasStatus(200);
    }

    @Test
    @Row("TK-07")
    void endsEverySession() {
        SignedIn phone = people.signedIn();
        Browser browser = Browser.signedIn(api, phone.email());
        forgot(phone.email());

        reset(mailbox.token(phone.email(), "/reset"), NEW).hasStatus(200);

        api.post("/api/auth/refresh")
                .json("refreshToken", phone.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        assertThat(browser.get("/account").status()).isEqualTo(303);
        api.get("/api/account").bearer(phone.accessToken()).send().isProblem(401, "unauthenticated");
        assertThat(mailbox.to(phone.email()).get(0).tokenOf("/not-me")).isPresent();
    }

    private String unverifiedToken() {
        return mailbox.token(people.signedUp(), "/verify");
    }

    private void askForCodes(String email) {
        UUID id = rows.account(email);
        rows.change("INSERT INTO auth.email_otp (holder_kind, holder_id) VALUES ('user', ?)", id);
        rows.change("UPDATE auth.account SET second_factor = true WHERE id = ?", id);
    }

    private Answer forgot(String email) {
        return api.post("/api/auth/password/forgot").json("email", email).send().hasStatus(202);
    }

    private Answer reset(String token, String password) {
        return api.post("/api/auth/password/reset")
                .json("token", token, "newPassword", password)
                .send();
    }

    private Answer resetOnPage(String token, String password) {
        Browser browser = new Browser(api);
        return browser.send(browser.form("/reset?token=x", "reset").with("token", token, "newPassword", password));
    }
}

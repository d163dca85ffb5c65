package dev.gatehouse.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Mailbox.Mail;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import org.junit.jupiter.api.Test;

/** Admins who are locked out help themselves on pages of their own, with what users have. */
class AdminRecoveryIT extends OverHttp {

    private static final String NEW = "Remembered-Horse-43";

    @Test
    @Row("AZ-02")
    void mailsNothingToThoseWhoAskAtTheOtherDoor() {
        String user = people.verified();
        String admin = operators.made("viewer");

        ask("/admin/forgot", user);
        ask("/forgot", admin);

        assertThat(mailbox.to(user)).noneMatch(mail -> mail.tokenOf("/reset").isPresent());
        assertThat(mailbox.to(admin)).isEmpty();
    }

    @Test
    @Row("RC-03")
    void setANewPasswordAndSignInByThemselves() {
        Operator olga = operators.signedIn("viewer");
        assertThat(new Browser(api).get("/admin/login").text()).contains("href=\"/admin/forgot\"");
        ask("/admin/forgot", olga.email());
        Mail mail = mailbox.newestTo(olga.email());
        assertThat(mail.text()).contains(SERVER.url() + "/admin/reset?token=");
        String link = "/admin/reset?token=" + mail.tokenOf("/admin/reset").orElseThrow();

        Browser browser = new Browser(api);
        assertThat(browser.submit(link, "reset", "newPassword", "short").status())
                .isEqualTo(400);
        assertThat(browser.submit(link, "reset", "newPassword", NEW)
                        .hasStatus(303)
                        .header("Location"))
                .hasValue("/admin/login?notice=password_reset");
        assertThat(browser.cookie("gatehouse_session")).isEmpty();
        assertThat(browser.submit(link, "reset", "newPassword", NEW).text()).contains("href=\"/admin/forgot\"");
        operators.get("/account", olga).send().isProblem(401, "unauthenticated");
        operators.logIn(olga.email(), People.PASSWORD).isProblem(401, "invalid_credentials");
        operators.logIn(olga.email(), NEW).hasStatus(200);
    }

    @Test
    void sayOnAPageOfTheirOwnThatItWasNotThem() {
        Operator olga = operators.signedIn("viewer");
        api.post("/api/admin/account/password/change")
                .bearer(olga.accessToken())
                .json("currentPassword", People.PASSWORD, "newPassword", NEW)
                .send()
                .hasStatus(204);
        Mail mail = mailbox.newestTo(olga.email());
        String link = "/admin/not-me?token=" + mail.tokenOf("/admin/not-me").orElseThrow();

        assertThat(new Browser(api).submit(link, "mailedLink").hasStatus(303).header("Location"))
                .hasValue("/admin/not-me?notice=account_secured");
        operators.logIn(olga.email(), NEW).isProblem(403, "password_reset_required");
        assertThat(mailbox.newestTo(olga.email()).text())
                .contains(SERVER.url() + "/admin/reset?token=", SERVER.url() + "/admin/forgot");
        assertThat(new Browser(api)
                        .submit("/admin/login", "adminSignIn", "email", olga.email(), "password", NEW)
                        .text())
                .contains("class=\"button\" href=\"/admin/forgot\"");
    }

    @Test
    void liftTheWaitByALinkOfTheirOwn() {
        String olga = operators.made("viewer");
        operators.logIn(olga, "Wrong-Horse-42");
        rows.change(
                "UPDATE auth.login_throttle SET failures = 89 WHERE scope = 'account' AND holder_id ="
                        + " (SELECT id FROM auth.admin_account WHERE email = ?)",
                olga);
        for (int device = 0; device < 3; device++) {
            api.post("/api/admin/login")
                    .header("User-Agent", "Device" + device)
                    .json("email", olga, "password", "Wrong-Horse-42")
                    .send();
        }
        String link = "/admin/unlock?token=" + mailbox.token(olga, "/admin/unlock");

        assertThat(new Browser(api).submit(link, "mailedLink").hasStatus(303).header("Location"))
                .hasValue("/admin/login?notice=unlocked");
    }

    @Test
    void areSpokenToInTheirOwnLanguage() {
        String olga = operators.made("viewer");
        Browser browser = operators.browser(olga);
        assertThat(language(browser, "de")).isEqualTo("de");

        rows.change("UPDATE auth.admin_account SET locale = 'de' WHERE email = ?", olga);
        assertThat(language(browser, "en")).isEqualTo("de");
        rows.change("UPDATE auth.admin_account SET locale = 'en' WHERE email = ?", olga);
        assertThat(language(browser, "de")).isEqualTo("en");
    }

    private String language(Browser browser, String asked) {
        String page = browser.send(api.get("/admin").header("Accept-Language", asked))
                .hasStatus(200)
                .text();
        return page.split("<html lang=\"", 2)[1].split("\"", 2)[0];
    }

    private void ask(String page, String email) {
        Browser browser = new Browser(api);
        assertThat(browser.submit(page, "forgot", "email", email).hasStatus(303).header("Location"))
                .hasValue(page + "?notice=reset_sent");
        browser.get(page + "?notice=reset_sent").hasStatus(200);
    }
}

package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Mailbox.Mail;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import org.junit.jupiter.api.Test;

/** Whoever is signed in reads their own language, whatever the browser asks for, and gets it in the mail. */
class LanguageIT extends OverHttp {

    @Test
    void isTheAccountsOnPagesAndInMails() {
        String email = people.verified();
        Browser browser = new Browser((method, path) -> api.call(method, path).header("Accept-Language", "en"));
        browser.signIn(email, People.PASSWORD).hasStatus(303);
        browser.submit("/account", "profileForm", "firstName", "Ada", "lastName", "Lovelace", "locale", "de")
                .hasStatus(303);

        for (String page :
                new String[] {"/account", "/account/security", "/account/sessions", "/account/reauthenticate"}) {
            assertThat(browser.get(page).hasStatus(200).text()).contains("<html lang=\"de\">", "Abmelden");
        }
        assertThat(browser.submit("/account/security", "changePassword")
                        .hasStatus(400)
                        .text())
                .contains("Das wird gebraucht.");
        api.post("/api/auth/password/forgot")
                .header("Accept-Language", "en")
                .json("email", email)
                .send()
                .hasStatus(202);
        Mail mail = mailbox.newestTo(email);
        assertThat(mail.subject()).isEqualTo("Wählen Sie ein neues Passwort");
        browser.signOut().hasStatus(303);
        assertThat(browser.get("/login").text()).contains("<html lang=\"en\">");
    }
}

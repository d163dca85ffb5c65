package dev.gatehouse.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.Mailbox;
import dev.gatehouse.web.testing.People;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Leads through the pages of admins, and those that few ever see. */
final class AdminTour {

    private final Page page;
    private final Mailbox mailbox;
    private final Consumer<String> show;
    private final Tour steps;

    /** @param show is given a name for what the page shows now */
    AdminTour(Page page, People people, Mailbox mailbox, Consumer<String> show) {
        this.page = page;
        this.mailbox = mailbox;
        this.show = show;
        this.steps = new Tour(page, people, mailbox, show);
    }

    /** @param link works once, and is left unspent */
    void atTheSetUp(String link) {
        steps.visit(link, "setup");
        steps.submit("#setUp");
        show.accept("setup-errors");
    }

    /** Begins and ends signed out. */
    void asAdmin(String email, String password) {
        steps.visit("/admin", "admin-login-first");
        steps.visit("/admin/login", "admin-login");
        steps.signIn(email, "Wrong-Horse-42");
        assertThat(page.locator(".notice-bad")).isVisible();
        show.accept("admin-login-wrong");
        steps.signIn(email, password);
        assertThat(page).hasURL(Pattern.compile("/admin$"));
        show.accept("admin");
        steps.visit("/admin/storage", "admin-storage");
        page.locator("#test").click();
        assertThat(page).hasURL(Pattern.compile("notice=storage_works"));
        show.accept("admin-storage-tried");
        steps.submit("#migrate");
        show.accept("admin-storage-errors");
        page.locator("#adminSignOut button").click();
        assertThat(page).hasURL(Pattern.compile("/admin/login\\?notice=signed_out"));
        show.accept("admin-signed-out");
    }

    /** Begins and ends signed out. */
    void asForgetfulAdmin(String email, String password) {
        steps.visit("/admin/forgot", "admin-forgot");
        steps.submit("#ask");
        show.accept("admin-forgot-errors");
        page.locator("#email").fill(email);
        page.locator("#ask").click();
        assertThat(page).hasURL(Pattern.compile("/admin/forgot\\?notice=reset_sent"));
        show.accept("admin-forgot-sent");
        steps.visit("/admin/reset?token=" + mailbox.token(email, "/admin/reset"), "admin-reset");
        page.locator("#newPassword").fill("short");
        steps.submit("#set");
        show.accept("admin-reset-errors");
        page.locator("#newPassword").fill(password);
        page.locator("#set").click();
        assertThat(page).hasURL(Pattern.compile("/admin/login\\?notice=password_reset"));
        show.accept("admin-login-reset");
        steps.visit("/admin/reset", "admin-reset-dead");
        for (String link : new String[] {"not-me", "unlock"}) {
            steps.visit("/admin/" + link + "?token=x", "admin-" + link);
            steps.submit("#use");
            show.accept("admin-" + link + "-dead");
        }
    }

    /** Somebody who is let in with a second factor only, and has none yet. */
    void asOneWhoMustEnrol(String email) {
        page.navigate("/login");
        steps.signIn(email, People.PASSWORD);
        assertThat(page).hasURL(Pattern.compile("/enrolment$"));
        show.accept("enrolment");
        page.locator("#setUpApp").click();
        Authenticator app = new Authenticator(page.locator("#secret").innerText());
        show.accept("enrolment-app");
        page.locator("#code").fill("12345");
        steps.submit("#confirmApp");
        show.accept("enrolment-wrong");
        page.locator("#code").fill(app.code());
        page.locator("#confirmApp").click();
        assertThat(page.locator("#recoveryCodes")).isVisible();
        show.accept("enrolment-codes");
    }

    /** Asks until the server has had enough: three times are allowed. */
    void asOneWhoAsksTooOften() {
        for (int i = 0; i < 3; i++) {
            page.navigate("/forgot");
            page.locator("#email").fill("nobody@example.net");
            page.locator("#ask").click();
            assertThat(page).hasURL(Pattern.compile("notice=reset_sent"));
        }
        page.navigate("/forgot");
        page.locator("#email").fill("nobody@example.net");
        steps.submit("#ask");
        show.accept("error-429");
    }
}

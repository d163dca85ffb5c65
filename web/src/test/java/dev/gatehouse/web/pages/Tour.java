package dev.gatehouse.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.DemoPeople;
import dev.gatehouse.web.testing.Mailbox;
import dev.gatehouse.web.testing.People;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Leads through every state of every page and shows each of them. Knows no words, so that it works in any language. */
final class Tour {

    private final Page page;
    private final People people;
    private final Mailbox mailbox;
    private final Consumer<String> show;
    private String newcomer;

    /** @param show is given a name for what the page shows now */
    Tour(Page page, People people, Mailbox mailbox, Consumer<String> show) {
        this.page = page;
        this.people = people;
        this.mailbox = mailbox;
        this.show = show;
    }

    void asStranger() {
        visit("/", "home");
        visit("/signup", "signup");
        submit("#create");
        show.accept("signup-errors");
        visit("/login", "login");
        signIn(people.address(), "Wrong-Horse-42");
        assertThat(page.locator(".notice-bad")).isVisible();
        show.accept("login-wrong");
        visit("/account", "login-first");
        visit("/verify", "verify-dead");
        submit("#send");
        show.accept("resend-errors");
        page.locator("#resendEmail").fill(people.address());
        page.locator("#send").click();
        assertThat(page).hasURL(Pattern.compile("notice=link_sent"));
        show.accept("resend-sent");
    }

    /** Begins and ends signed out; the address has an account, and its mail is in the mailbox. */
    void asForgetful(String email) {
        visit("/forgot", "forgot");
        submit("#ask");
        show.accept("forgot-errors");
        page.locator("#email").fill(email);
        page.locator("#ask").click();
        assertThat(page).hasURL(Pattern.compile("notice=reset_sent"));
        show.accept("forgot-sent");
        visit("/reset?token=" + mailbox.token(email, "/reset"), "reset");
        page.locator("#newPassword").fill("short");
        submit("#set");
        show.accept("reset-errors");
        page.locator("#newPassword").fill("Remembered-Horse-43");
        page.locator("#set").click();
        assertThat(page).hasURL(Pattern.compile("notice=password_reset"));
        show.accept("login-reset");
        visit("/reset", "reset-dead");
        for (String link : List.of("email/confirm", "email/undo", "unlock")) {
            visit("/" + link + "?token=x", link.replace('/', '-'));
            submit("#use");
            show.accept(link.replace('/', '-') + "-dead");
        }
        visit("/not-me?token=" + mailbox.token(email, "/not-me"), "not-me");
        page.locator("#use").click();
        assertThat(page).hasURL(Pattern.compile("notice=account_secured"));
        show.accept("not-me-done");
        page.navigate("/login");
        signIn(email, "Remembered-Horse-43");
        assertThat(page.locator(".notice-bad")).isVisible();
        show.accept("login-reset-required");
        // The first wait is a second, which a busy machine needs for a page; they double.
        for (int tries = 0; tries < 10; tries++) {
            page.locator("#password").fill("Wrong-Horse-42");
            submit("#enter");
        }
        show.accept("login-waiting");
    }

    /** Ends signed in at the newcomer's account. */
    void asNewcomer() {
        String email = people.address();
        newcomer = email;
        page.navigate("/signup");
        page.locator("#email").fill(email);
        page.locator("#password").fill(People.PASSWORD);
        page.locator("#firstName").fill("Ada");
        page.locator("#acceptTerms").check();
        page.locator("#create").click();
        assertThat(page).hasURL(Pattern.compile("notice=check_mail"));
        show.accept("signup-sent");
        visit("/dev/mail", "mail");
        page.navigate("/login");
        signIn(email, People.PASSWORD);
        assertThat(page.locator("#resendEmail")).isVisible();
        show.accept("login-unverified");
        confirm(mailbox.newestTo(email).token());
        signIn(email, People.PASSWORD);
        assertThat(page).hasURL(Pattern.compile("/account$"));
    }

    private void confirm(String token) {
        visit("/verify?token=" + token, "verify");
        page.context().clearCookies();
        visit("/verify?token=" + token, "verify-elsewhere");
        page.locator("#password").fill("Wrong-Horse-42");
        submit("#confirm");
        show.accept("verify-wrong");
        page.locator("#newPassword").fill("short");
        submit("#confirm");
        show.accept("verify-errors");
        page.locator("#password").fill(People.PASSWORD);
        page.locator("#newPassword").fill("");
        page.locator("#confirm").click();
        assertThat(page).hasURL(Pattern.compile("notice=verified"));
        show.accept("login-verified");
    }

    /** Begins signed in; ends signed out. */
    void asOwner() {
        ownPages("own-");
        defended();
        page.navigate("/account");
        page.locator("#save").click();
        assertThat(page).hasURL(Pattern.compile("notice=saved"));
        show.accept("account-saved");
        page.locator("#firstName").fill("");
        submit("#save");
        show.accept("account-errors");
        new FilesTour(page, show).lead();
        signOut();
        show.accept("signed-out");
    }

    /** The newcomer sets up an app, loses it, and uses what is left. Begins and ends signed out. */
    void asCarefulPerson() {
        String email = newcomer;
        page.navigate("/login");
        signIn(email, People.PASSWORD);
        assertThat(page).hasURL(Pattern.compile("/account$"));
        visit("/account/security", "security");
        page.locator("#setUpApp").click();
        Authenticator app = new Authenticator(page.locator("#secret").innerText());
        show.accept("security-app");
        page.locator("#totpCode").fill("12345");
        submit("#confirmApp");
        show.accept("security-app-wrong");
        page.locator("#totpCode").fill(app.code());
        page.locator("#confirmApp").click();
        assertThat(page.locator("#recoveryCodes")).isVisible();
        String recoveryCode = page.locator("#recoveryCodes li").first().innerText();
        show.accept("security-codes");
        page.navigate("/account/security");
        page.locator("#mailOn").click();
        assertThat(page).hasURL(Pattern.compile("notice=mail_codes_on"));
        show.accept("security-all-on");
        signOut();
        page.navigate("/login");
        signIn(email, People.PASSWORD);
        assertThat(page).hasURL(Pattern.compile("/challenge"));
        inTheSecondStep(recoveryCode);
        page.navigate("/account");
        signOut();
    }

    private void inTheSecondStep(String recoveryCode) {
        show.accept("challenge");
        page.locator("#code").fill("000000");
        submit("#enter");
        show.accept("challenge-wrong");
        page.locator(".ways a[href*=email]").click();
        show.accept("challenge-email");
        page.locator("#sendCode").click();
        assertThat(page).hasURL(Pattern.compile("notice=code_sent"));
        show.accept("challenge-email-sent");
        page.locator(".ways a[href*=recovery]").click();
        show.accept("challenge-recovery");
        page.locator("#code").fill(recoveryCode);
        page.locator("#enter").click();
        assertThat(page).hasURL(Pattern.compile("/account$"));
    }

    private void defended() {
        page.navigate("/account/security");
        submit("#replace");
        show.accept("security-errors");
        page.locator("#newEmail").fill(people.address());
        page.locator("#move").click();
        assertThat(page).hasURL(Pattern.compile("notice=email_change_sent"));
        show.accept("security-email-sent");
        visit("/account/reauthenticate?returnTo=/account/security", "reauthenticate");
        submit("#prove");
        show.accept("reauthenticate-errors");
        page.locator("#password").fill(People.PASSWORD);
        page.locator("#prove").click();
        assertThat(page).hasURL(Pattern.compile("/account/security$"));
    }

    /** Begins and ends signed out. */
    void asDemoPerson(String email, String name) {
        page.navigate("/login");
        signIn(email, DemoPeople.PASSWORD);
        assertThat(page).hasURL(Pattern.compile("/account$"));
        ownPages(name);
        signOut();
    }

    private void ownPages(String name) {
        visit("/", name + "home");
        visit("/account", name + "account");
        visit("/account/security", name + "security");
        visit("/account/sessions", name + "sessions");
        visit("/account/activity", name + "activity");
        Locator older = page.locator("a[rel=next]");
        if (older.count() > 0) {
            older.click();
            assertThat(page).hasURL(Pattern.compile("cursor="));
            show.accept(name + "activity-older");
        }
    }

    private void signOut() {
        page.locator("#signOut button").click();
        assertThat(page).hasURL(Pattern.compile("notice=signed_out"));
    }

    /** What is no page at all, or asked for wrongly. Begins signed out. */
    void amongErrors() {
        visit("/no-such-page", "error-404");
        visit("/verify?javax.faces.ViewState=x&jakarta.faces.ViewState=stateless&confirm=x", "error-400");
        page.navigate("/login");
        page.context().clearCookies();
        submit("#enter");
        show.accept("error-403");
    }

    void inTheEmptyMailbox() {
        page.navigate("/dev/mail");
        page.locator("#empty").click();
        assertThat(page).hasURL(Pattern.compile("notice=emptied"));
        show.accept("mail-empty");
    }

    void visit(String path, String name) {
        page.navigate(path);
        show.accept(name);
    }

    void signIn(String email, String password) {
        page.locator("#email").fill(email);
        page.locator("#password").fill(password);
        page.locator("#enter").click();
    }

    /** Sends a form that will be refused, and waits for the page that says so. */
    void submit(String button) {
        page.evaluate("() => { document.documentElement.id = 'before' }");
        page.locator(button).click();
        assertThat(page.locator("html:not(#before)")).isAttached();
        assertThat(page.locator(".notice-bad, .status-code")).isVisible();
    }
}

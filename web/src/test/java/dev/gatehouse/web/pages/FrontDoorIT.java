package dev.gatehouse.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.web.testing.InChromium;
import dev.gatehouse.web.testing.People;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer does, from the home page to the end of a session. */
class FrontDoorIT extends InChromium {

    @Test
    void saysBesideEachFieldWhatIsWrongWithIt() {
        Page page = open(browser());
        page.navigate("/signup");
        page.getByLabel("Email address").fill("not an address");
        page.getByLabel("Password").fill("short");
        page.locator("#create").click();

        assertThat(page.locator("#firstName-problem")).isVisible();
        assertThat(page.locator("#email-problem")).isVisible();
        assertThat(page.locator("#password-problem")).isVisible();
        assertThat(page.locator("#acceptTerms-problem")).isVisible();
        assertThat(page.locator("#email")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#email")).hasValue("not an address");
        assertThat(page.locator("#password")).hasValue("");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        expectComplaint("status of 400");
    }

    @Test
    void tellsAStrangerNothingButThatTheSignInFailed() {
        Page page = open(browser());
        page.navigate("/login");
        page.getByLabel("Email address").fill(people.address());
        page.getByLabel("Password").fill("Wrong-Horse-42");
        page.locator("#enter").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("wrong");
        assertThat(page).hasURL(Pattern.compile("/login$"));
        expectComplaint("status of 400");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leadsFromTheHomePageToASessionAndOut(boolean javaScript) {
        Page page = open(browser().setJavaScriptEnabled(javaScript));
        String email = people.address();

        page.navigate("/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Create an account"))
                .click();
        page.getByLabel("First name").fill("Ann");
        page.getByLabel("Last name").fill("Lee");
        page.getByLabel("Email address").fill(email);
        page.getByLabel("Password").fill(People.PASSWORD);
        page.locator("#acceptTerms").check();
        page.locator("#create").click();

        page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK).first().click();
        assertThat(page).hasURL(Pattern.compile("/dev/mail$"));
        Locator link =
                page.locator("a[href*='/verify?token=" + mailbox.newestTo(email).token() + "']");
        link.first().click();
        page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON).first().click();

        page.getByLabel("Email address").fill(email);
        page.getByLabel("Password").fill(People.PASSWORD);
        page.locator("#enter").click();
        assertThat(page).hasURL(Pattern.compile("/account$"));

        people.signIn(email);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sessions"))
                .click();
        assertThat(page.locator("tbody tr")).hasCount(2);
        page.locator("tbody button, tbody input[type=submit]").first().click();
        assertThat(page.locator("tbody tr")).hasCount(1);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Activity"))
                .click();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Signed in");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .first()
                .click();
        page.navigate("/account");
        assertThat(page).hasURL(Pattern.compile("/login\\?returnTo="));
    }

    @Test
    void asksForThePasswordInABrowserThatDidNotSignUp() {
        String email = people.signedUp();
        Page page = open(browser());
        page.navigate("/verify?token=" + mailbox.newestTo(email).token());
        page.navigate("/verify?token=" + mailbox.newestTo(email).token());

        page.locator("input[type=password]").first().fill(People.PASSWORD);
        page.getByRole(AriaRole.MAIN)
                .locator("button[type=submit], input[type=submit]")
                .first()
                .click();

        assertThat(page).hasURL(Pattern.compile("/login"));
        signIn(page, email);
    }

    @Test
    void showsAMailAsAMailProgramWould() {
        String email = people.signedUp();
        Page page = open(browser().setViewportSize(360, 800));
        page.navigate("/dev/mail");
        Page letter = page.waitForPopup(() -> page.locator("article")
                .filter(new Locator.FilterOptions().setHasText(email))
                .locator("a[href*='/dev/mail/html']")
                .click());

        assertThat(letter.locator("h1")).isVisible();
        assertThat(letter.locator("a[href*='/verify?token=']").first()).isVisible();
        Assertions.assertThat(letter.evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(360);
    }

    @Test
    void emptiesTheMailbox() {
        String email = people.signedUp();
        Page page = open(browser());
        page.navigate("/dev/mail");
        page.locator("#empty").click();

        assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
        assertThat(page.locator("article")).hasCount(0);
        Assertions.assertThat(mailbox.to(email)).isEmpty();
    }

    @Test
    void speaksTheLanguageOfTheBrowserAndThenOfTheAccount() {
        Browser.NewContextOptions german = browser().setLocale("de-DE");
        Page page = open(german);
        page.navigate("/login");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Passwort");

        page.getByLabel("E-Mail-Adresse").fill(people.verified());
        page.getByLabel("Passwort").fill(People.PASSWORD);
        page.locator("#enter").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");

        page.locator("select").selectOption("de");
        page.locator("#save").click();
        assertThat(page.locator("html")).hasAttribute("lang", "de");
    }
}

package dev.gatehouse.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.web.testing.InChromium;
import dev.gatehouse.web.testing.People;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the pages offer, without a mouse. */
class KeyboardIT extends InChromium {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedFormTakesTheFocusToWhatIsWrong(boolean javaScript) {
        Page page = open(browser().setJavaScriptEnabled(javaScript));
        Keyboard keyboard = new Keyboard(page);
        page.navigate("/signup");
        keyboard.tabTo("#create");
        keyboard.press("Space");

        assertThat(page.getByRole(AriaRole.ALERT)).isFocused();
        keyboard.tab();
        assertThat(keyboard.focused()).hasAttribute("href", "#email");
        keyboard.press("Enter");
        assertThat(page.locator("#email")).isFocused();
        keyboard.tab();
        assertThat(page.locator("#password")).isFocused();
        expectComplaint("status of 400");
    }

    @Test
    void theFirstStopLeadsPastTheFrame() {
        Page page = open(browser());
        Keyboard keyboard = new Keyboard(page);
        page.navigate("/login");
        keyboard.tab();
        assertThat(keyboard.focused()).hasAttribute("href", "#main");
        keyboard.press("Enter");
        keyboard.tab();
        assertThat(page.locator("#email")).isFocused();
    }

    @Test
    void everyStopIsReachedInTheOrderOfReading() {
        Page page = open(browser());
        Keyboard.reachesEveryStop(page, List.of("/", "/signup", "/login", "/verify", "/no-such-page"));
        signIn(page, people.verified());
        people.signIn(people.verified());
        Keyboard.reachesEveryStop(
                page,
                List.of(
                        "/",
                        "/account",
                        "/account/files",
                        "/account/security",
                        "/account/sessions",
                        "/account/activity"));
        expectComplaint("status of 404");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leadsFromTheHomePageToASessionAndOut(boolean javaScript) {
        Page page = open(browser().setJavaScriptEnabled(javaScript));
        Keyboard keyboard = new Keyboard(page);
        String email = people.address();

        signUpAndConfirm(page, keyboard, email);
        keyboard.tabTo("#email");
        keyboard.type(email);
        keyboard.tabTo("#password");
        keyboard.type(People.PASSWORD);
        keyboard.press("Enter");
        assertThat(page).hasURL(Pattern.compile("/account$"));
        changeTheName(page, keyboard);
        endTheOtherSession(page, keyboard, email);
        keyboard.tabTo("nav a[href='/account/activity']");
        keyboard.press("Enter");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Session ended from another device");
        keyboard.tabTo("#signOut button");
        keyboard.press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("signed out");
        page.navigate("/account");
        assertThat(page).hasURL(Pattern.compile("/login\\?returnTo="));
    }

    private void signUpAndConfirm(Page page, Keyboard keyboard, String email) {
        page.navigate("/");
        keyboard.tabTo("main a[href='/signup']");
        keyboard.press("Enter");
        keyboard.tabTo("#email");
        keyboard.type(email);
        keyboard.tabTo("#password");
        keyboard.type(People.PASSWORD);
        keyboard.tabTo("#firstName");
        keyboard.type("Ann");
        keyboard.tabTo("#acceptTerms");
        keyboard.press("Space");
        keyboard.tabTo("#create");
        keyboard.press("Enter");
        assertThat(page).hasURL(Pattern.compile("notice=check_mail"));
        keyboard.tabTo("main a[href='/dev/mail']");
        keyboard.press("Enter");
        keyboard.tabTo("a[href*='/verify?token=" + mailbox.newestTo(email).token() + "']");
        keyboard.press("Enter");
        keyboard.tabTo("#confirm");
        keyboard.press("Space");
        assertThat(page).hasURL(Pattern.compile("notice=verified"));
    }

    private static void changeTheName(Page page, Keyboard keyboard) {
        keyboard.tabTo("#firstName");
        keyboard.press("Control+A");
        keyboard.type("Anna");
        keyboard.press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
        assertThat(page.locator("#firstName")).hasValue("Anna");
    }

    private void endTheOtherSession(Page page, Keyboard keyboard, String email) {
        people.signIn(email);
        keyboard.tabTo("nav a[href='/account/sessions']");
        keyboard.press("Enter");
        assertThat(page.locator("tbody tr")).hasCount(2);
        keyboard.tabTo("[id^='end-']");
        keyboard.press("Space");
        assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
        assertThat(page.locator("tbody tr")).hasCount(1);
    }
}

package dev.gatehouse.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.web.testing.InChromium;
import dev.gatehouse.web.testing.OathTool;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.QrPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody does with an authenticator app, until the day on which the phone is lost. */
class AuthenticatorAppIT extends InChromium {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isSetUpFromTheScreenUsedAndLost(boolean javaScript) throws IOException {
        Page page = open(browser().setJavaScriptEnabled(javaScript).setAcceptDownloads(true));
        String email = people.verified();
        signIn(page, email);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Security"))
                .click();
        page.locator("#setUpApp").click();
        String uri = QrPicture.read(page.locator("main").screenshot());
        OathTool phone = OathTool.scanning(uri);
        Assertions.assertThat(uri).startsWith("otpauth://totp/Gatehouse%20localhost:");
        page.locator("#totpCode").fill(phone.code());
        page.locator("#confirmApp").click();

        List<String> codes = page.locator("#recoveryCodes li").allInnerTexts();
        Assertions.assertThat(codes).hasSize(10);
        Download file = page.waitForDownload(() -> page.locator("#download").click());
        Assertions.assertThat(file.suggestedFilename()).isEqualTo("gatehouse-recovery-codes.txt");
        Assertions.assertThat(Files.readAllLines(file.path())).isEqualTo(codes);

        signOut(page);
        password(page, email);
        assertThat(page).hasURL(Pattern.compile("/challenge"));
        page.locator("#code").fill(phone.nextCode());
        page.locator("#enter").click();
        assertThat(page).hasURL(Pattern.compile("/account$"));

        signOut(page);
        password(page, email);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Phone lost? Use a recovery code"))
                .click();
        page.locator("#code").fill(codes.get(3));
        page.locator("#enter").click();
        assertThat(page).hasURL(Pattern.compile("/account$"));
        page.navigate("/account/security");
        assertThat(page.locator("#codesLeft")).containsText("9");
    }

    private static void signOut(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .first()
                .click();
    }

    private static void password(Page page, String email) {
        page.navigate("/login");
        page.getByLabel("Email address").fill(email);
        page.getByLabel("Password").fill(People.PASSWORD);
        page.locator("#enter").click();
    }
}

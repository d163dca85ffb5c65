package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Member;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.QrPicture;
import org.junit.jupiter.api.Test;

/** The page on which owners change their factors, with and without a fresh sign-in. */
class SecurityPageIT extends OverHttp {

    private final Member ada = people.member(rows);

    @Test
    @Row("MF-07")
    void wantThePasswordOnThePageOnceTheSignInIsOld() {
        Browser browser = Browser.signedIn(api, ada.email());
        assertThat(browser.get("/account/security").text())
                .doesNotContain("id=\"mailedPassword\"", "id=\"totpPassword\"");
        Browser.Form fresh = browser.form("/account/security", "mailedCodes");
        ada.ages();

        assertThat(browser.send(fresh).hasStatus(400).text()).contains("id=\"mailedPassword-problem\"");
        assertThat(browser.submit("/account/security", "mailedCodes", "mailedPassword", "Wrong-Horse-42")
                        .hasStatus(400)
                        .text())
                .contains("id=\"mailedPassword-problem\"");
        browser.submit("/account/security", "totpBegin", "totpPassword", "Wrong-Horse-42")
                .hasStatus(400);
        assertThat(rows.number("SELECT count(*) FROM auth.email_otp WHERE holder_id = ?", ada.id()))
                .isZero();
        assertThat(rows.number("SELECT count(*) FROM auth.totp WHERE holder_id = ?", ada.id()))
                .isZero();

        browser.submit("/account/security", "mailedCodes", "mailedPassword", People.PASSWORD)
                .hasStatus(303);
        assertThat(rows.number("SELECT count(*) FROM auth.email_otp WHERE holder_id = ?", ada.id()))
                .isOne();
    }

    @Test
    @Row("MF-11")
    void setUpAnAppOnThePage() {
        Browser browser = Browser.signedIn(api, ada.email());
        SignedIn other = people.signIn(ada.email());
        Answer drawn = browser.submit("/account/security", "totpBegin").hasStatus(200);
        assertThat(drawn.header("Cache-Control").orElseThrow()).contains("no-store");
        String shown = drawn.text();
        ada.app = new Authenticator(between(shown, "id=\"secret\">", "<"));
        assertThat(QrPicture.read(between(shown, "src=\"data:", "\"").replaceFirst("^", "data:")))
                .contains("secret=" + between(shown, "id=\"secret\">", "<"));

        Browser.Form confirm = browser.formIn("/account/security", shown, "totpConfirm");
        assertThat(browser.send(confirm.with("totpCode", ada.app.wrongCode()))
                        .hasStatus(400)
                        .text())
                .contains("id=\"totpCode-problem\"")
                .doesNotContain("id=\"secret\"");
        String codes = browser.send(confirm.with("totpCode", ada.app.code()))
                .hasStatus(200)
                .text();
        assertThat(codes).contains("href=\"data:text/plain;charset=utf-8,").contains("id=\"recoveryCodes\"");
        refused(other);

        ada.forgetSteps();
        assertThat(browser.submit("/account/security", "totpOff", "offCode", ada.app.wrongCode())
                        .hasStatus(400)
                        .text())
                .contains("id=\"offCode-problem\"");
        browser.submit("/account/security", "totpOff", "offCode", ada.app.code())
                .hasStatus(303);
        assertThat(ada.logIn().json().containsKey("requires2fa")).isFalse();
    }

    private void refused(SignedIn session) {
        api.post("/api/auth/refresh")
                .json("refreshToken", session.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        assertThat(start).as(before).isGreaterThanOrEqualTo(before.length());
        return text.substring(start, text.indexOf(after, start)).replace("&amp;", "&");
    }
}

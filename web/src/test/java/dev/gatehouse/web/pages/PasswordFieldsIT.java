package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Password managers know every field, and nothing keeps a long password from being pasted. */
class PasswordFieldsIT extends OverHttp {

    private static final Pattern PASSWORD = Pattern.compile("<input[^>]*type=\"password\"[^>]*>");

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/signup", "/verify?token=x", "/reset?token=x", "/admin/login"})
    @Row("PW-10")
    void areMadeForPasswordManagersBeforeTheSignIn(String page) {
        areMadeForPasswordManagers(new Browser(api).get(page).hasStatus(200).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account/security", "/account/reauthenticate?returnTo=/account"})
    @Row("PW-10")
    void areMadeForPasswordManagersAfterIt(String page) {
        areMadeForPasswordManagers(Browser.signedIn(api, people.verified())
                .get(page)
                .hasStatus(200)
                .text());
    }

    private static void areMadeForPasswordManagers(String html) {
        List<String> fields =
                PASSWORD.matcher(html).results().map(MatchResult::group).toList();
        assertThat(fields).isNotEmpty().allSatisfy(field -> assertThat(field)
                .containsPattern("autocomplete=\"(current|new)-password\"")
                .doesNotContain("maxlength", "readonly", "onpaste", "autocomplete=\"off\""));
    }
}

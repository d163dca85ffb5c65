package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account that no longer counts: whatever was open for it closes, although no session was ended. */
class AccountEndIT extends OverHttp {

    /** What the contract promises. */
    private static final Duration ON_EVERY_NODE = Duration.ofSeconds(5);

    private static final List<String> CLOSED =
            List.of("/api/account", "/api/auth/sessions", "/api/account/activity", "/api/files/usage");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE auth.account SET disabled_at = clock_timestamp() WHERE id = ?",
                "DELETE FROM auth.account WHERE id = ?"
            })
    @Row("TK-05")
    void closesEveryWayIn(String ending) {
        SignedIn ada = people.signedIn();
        Browser browser = new Browser(api);
        browser.signIn(ada.email(), People.PASSWORD).hasStatus(303);
        CLOSED.forEach(path -> api.get(path).bearer(ada.accessToken()).send().hasStatus(200));

        rows.change(ending, ada.id());
        rows.change(
                "INSERT INTO session.account_version (account_id, lowest, changed_at) VALUES (?, 1, clock_timestamp())",
                ada.id());

        api.post("/api/auth/refresh")
                .json("refreshToken", ada.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        assertThat(people.logIn(ada.email(), People.PASSWORD).status()).isIn(401, 403);
        assertClosed(browser);
        Patience.until("the account's end on this node", ON_EVERY_NODE, () -> CLOSED.stream()
                .allMatch(path -> api.get(path).bearer(ada.accessToken()).send().status() == 401));
    }

    private void assertClosed(Browser browser) {
        String csrf = browser.cookie("gatehouse_csrf").orElseThrow();
        for (String path : CLOSED) {
            api.get(path).header("Cookie", browser.cookieHeader()).send().isProblem(401, "unauthenticated");
        }
        api.post("/api/auth/logout-all")
                .header("Cookie", browser.cookieHeader())
                .header("X-CSRF-Token", csrf)
                .send()
                .isProblem(401, "unauthenticated");
        for (String page : List.of("/account", "/account/security", "/account/sessions", "/account/activity")) {
            assertThat(browser.get(page).hasStatus(303).header("Location").orElseThrow())
                    .startsWith("/login");
        }
    }
}

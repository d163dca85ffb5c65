package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a request brings beyond its documented fields is never written (mass assignment). */
class UnlistedFieldsIT extends OverHttp {

    /** Columns, properties of the answers, what other servers take, and ways into nested objects. */
    private static final String[] UNLISTED = {
        "id", "00000000-0000-0000-0000-000000000001",
        "email_verified_at", "2020-01-01T00:00:00Z",
        "emailVerified", "true",
        "verified", "true",
        "role", "admin",
        "roles", "admin",
        "groups", "admin",
        "admin", "true",
        "password_hash", "x",
        "passwordHash", "x",
        "password_reset_required", "false",
        "disabled", "false",
        "disabledAt", "2020-01-01T00:00:00Z",
        "created_at", "2020-01-01T00:00:00Z",
        "createdAt", "2020-01-01T00:00:00Z",
        "version", "99",
        "twoFactorEnabled", "true",
        "quotaBytes", "9",
        "ipAddress", "192.0.2.1",
        "account.emailVerified", "true",
        "account[emailVerified]", "true",
        "user.role", "admin",
        "__proto__", "x",
        "class.module.classLoader", "x"
    };

    private static final String[] OF_THE_PROFILE = {
        "email", "eve@example.org",
        "userType", "admin",
        "name", "Eve Evans",
        "password", "Another-Horse-43",
        "acceptTerms", "false",
        "profileForm:email", "eve@example.org",
        "visitor.account.email", "eve@example.org"
    };

    @Test
    @Row("AZ-03")
    void areIgnoredByAChangeOfTheProfile() {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());
        Object[] fields =
                Stream.of(UNLISTED, OF_THE_PROFILE).flatMap(Stream::of).toArray();
        String before = account(ada.email());

        api.patch("/api/account?email=eve@example.org&userType=admin&name=Eve")
                .bearer(ada.accessToken())
                .json(fields)
                .send()
                .hasStatus(200);
        browser.send(api.patch("/api/account")
                        .header("X-CSRF-Token", browser.cookie("gatehouse_csrf").orElseThrow())
                        .json(fields))
                .hasStatus(200);
        browser.send(browser.form("/account", "profileForm")
                        .with(UNLISTED)
                        .with(OF_THE_PROFILE)
                        .with("firstName", "Ada", "lastName", "Lovelace", "locale", "en"))
                .hasStatus(303);

        assertThat(account(ada.email())).isEqualTo(before);
        assertThat(rows.eventsAbout(ada.id())).doesNotContain("account.profile_changed");
    }

    @Test
    @Row("AZ-03")
    void areIgnoredByASignUp() {
        String plain = people.signedUp();
        String byRest = people.address();
        Object[] fields = Stream.concat(
                        Stream.of(UNLISTED),
                        Stream.of(
                                "email",
                                byRest,
                                "password",
                                People.PASSWORD,
                                "firstName",
                                "Ada",
                                "lastName",
                                "Lovelace",
                                "locale",
                                "de"))
                .toArray();

        Answer answer = api.post("/api/auth/signup?mode=cookie&emailVerified=true")
                .body(withTerms(fields))
                .send()
                .hasStatus(202);
        assertThat(answer.cookie("gatehouse_session")).isEmpty();
        String byForm = people.address();
        Browser browser = new Browser(api);
        browser.send(browser.form("/signup", "signUp")
                        .with(UNLISTED)
                        .with("email", byForm, "password", People.PASSWORD, "firstName", "Ada", "lastName", "Lovelace")
                        .with("acceptTerms", "on", "userType", "admin", "locale", "de"))
                .hasStatus(303);

        assertThat(sameForAll(byRest)).isEqualTo(sameForAll(plain)).contains("client");
        assertThat(sameForAll(byForm)).isEqualTo(sameForAll(plain));
        assertThat(browser.cookie("gatehouse_session")).isEmpty();
        people.logIn(byRest, People.PASSWORD).isProblem(403, "email_not_verified");
        people.logIn(byForm, People.PASSWORD).isProblem(403, "email_not_verified");
    }

    @Test
    @Row("AZ-03")
    void areIgnoredByASignIn() {
        String address = people.verified();
        String before = account(address);

        SignedIn ada = People.signedIn(api.post("/api/auth/login?kind=page&ttl=999999")
                .json(Stream.concat(
                                Stream.of(UNLISTED),
                                Stream.of("email", address, "password", People.PASSWORD, "expiresIn", "999999"))
                        .toArray())
                .send()
                .hasStatus(200));

        assertThat(account(address)).isEqualTo(before);
        assertThat(rows.text(
                        "SELECT expires_at < now() + interval '8 days' AND ip_address <> '192.0.2.1'"
                                + " FROM session.session WHERE id = ?",
                        ada.session()))
                .isEqualTo("t");
    }

    private String account(String email) {
        return rows.text("SELECT (to_jsonb(a) - 'last_login_at')::text FROM auth.account a WHERE email = ?", email);
    }

    /** The row without what differs from person to person and moment to moment. */
    private String sameForAll(String email) {
        return rows.text(
                "SELECT (to_jsonb(a) - 'id' - 'email' - 'password_hash' - 'created_at' - 'updated_at')::text"
                        + " || (created_at > now() - interval '1 minute')"
                        + " || starts_with(password_hash, '$argon2id$') FROM auth.account a WHERE email = ?",
                email);
    }

    private static String withTerms(Object... fields) {
        var json = jakarta.json.Json.createObjectBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            json.add(fields[i].toString(), fields[i + 1].toString());
        }
        return json.add("acceptTerms", true).build().toString();
    }
}

package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Mailbox.Mail;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who signs in where the account was not used before, and what its owner can do about it. */
class NewDeviceIT extends OverHttp {

    private static final String AT_HOME = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final String ELSEWHERE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    @Test
    void isNotToldOfAtTheFirstSignInNorOfAKnownOne() {
        String email = people.verified();
        Browser home = browser(AT_HOME);

        for (int times = 0; times < 3; times++) {
            home.signIn(email, People.PASSWORD).hasStatus(303);
            home.signOut().hasStatus(303);
        }

        assertThat(rows.eventsAbout(rows.account(email))).doesNotContain("login.new_device");
        assertThat(mailbox.to(email)).noneMatch(mail -> mail.tokenOf("/not-me").isPresent());
    }

    @Test
    void isToldToTheOwnerInWordsWithAWayToThrowItOut() {
        String email = people.verified();
        UUID account = rows.account(email);
        browser(AT_HOME).signIn(email, People.PASSWORD).hasStatus(303);
        SignedIn thief = People.signedIn(api.post("/api/auth/login")
                .header("User-Agent", ELSEWHERE)
                .json("email", email, "password", People.PASSWORD)
                .send());

        Mail mail = mailbox.newestTo(email);
        assertThat(mail.text()).contains("Chrome, Windows", "127.0.0.1");
        assertThat(rows.eventsAbout(account)).containsOnlyOnce("login.new_device");
        String token = mail.tokenOf("/not-me").orElseThrow();
        Browser owner = browser(AT_HOME);
        owner.get("/not-me?token=" + token).hasStatus(200);
        api.get("/api/account").bearer(thief.accessToken()).send().hasStatus(200);

        owner.submit("/not-me?token=" + token, "mailedLink").hasStatus(303);

        api.post("/api/auth/refresh")
                .json("refreshToken", thief.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        api.get("/api/account").bearer(thief.accessToken()).send().isProblem(401, "unauthenticated");
        people.logIn(email, People.PASSWORD).isProblem(403, "password_reset_required");
        assertThat(rows.eventsAbout(account)).containsOnlyOnce("security.suspicious_activity");
        owner.submit("/reset?token=" + mailbox.token(email, "/reset"), "reset", "newPassword", "Another-Horse-43")
                .hasStatus(303);
        owner.signIn(email, "Another-Horse-43").hasStatus(303);
        assertThat(owner.get("/account/sessions").text()).contains("Firefox on Linux");
    }

    @Test
    void isNotKnownAnyLongerOnceTheOwnerHasSaidThatItWasSomebodyElse() {
        String email = people.verified();
        Browser home = browser(AT_HOME);
        home.signIn(email, People.PASSWORD).hasStatus(303);
        Browser thief = browser(ELSEWHERE);
        thief.signIn(email, People.PASSWORD).hasStatus(303);
        notMe(mailbox.token(email, "/not-me")).hasStatus(200);
        assertThat(rows.number(
                        "SELECT count(*) FROM auth.known_device WHERE holder_id = ? AND expires_at > now()",
                        rows.account(email)))
                .isZero();
    }

    @Test
    void isReportedOnceAndByNoOtherLink() {
        String email = people.verified();
        browser(AT_HOME).signIn(email, People.PASSWORD).hasStatus(303);
        browser(ELSEWHERE).signIn(email, People.PASSWORD).hasStatus(303);
        String token = mailbox.token(email, "/not-me");

        notMe("A".repeat(43)).isProblem(400, "token_invalid");
        api.post("/api/auth/not-me")
                .body("{}")
                .send()
                .isProblem(400, "validation_failed")
                .names("token");
        notMe(token).hasStatus(200);
        notMe(token).isProblem(400, "token_invalid");
        browser(AT_HOME).submit("/not-me?token=" + token, "mailedLink").hasStatus(400);
    }

    @Test
    void isRecordedOnceWhereARefreshComesFromIt() {
        SignedIn ada = People.signedIn(logIn(AT_HOME, people.verified()));
        String updated = AT_HOME.replace("128", "140");

        String token = refresh(ada.refreshToken(), updated);
        assertThat(changes(ada)).isZero();
        token = refresh(token, ELSEWHERE);
        assertThat(changes(ada)).isOne();
        token = refresh(token, ELSEWHERE);
        token = refresh(token, ELSEWHERE);
        assertThat(changes(ada)).isOne();
        refresh(token, AT_HOME);

        assertThat(changes(ada)).isEqualTo(2);
        assertThat(rows.text(
                        "SELECT ip_address FROM audit.personal_data WHERE event_id = (SELECT id FROM audit.event"
                                + " WHERE session_id = ? AND type = 'session.fingerprint_changed' ORDER BY sequence LIMIT 1)",
                        ada.session()))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void isRecordedWhereAnotherBrowserBringsItsOwnCookie() {
        String email = people.verified();
        Answer login = logIn(AT_HOME, email);
        SignedIn ada = People.signedIn(login);
        String own = login.cookie("gatehouse_device").orElseThrow();
        String other = people.logIn(people.verified(), People.PASSWORD)
                .cookie("gatehouse_device")
                .orElseThrow();

        String token = refresh(ada.refreshToken(), AT_HOME);
        token = refresh(token, AT_HOME, own);
        assertThat(changes(ada)).isZero();
        token = refresh(token, AT_HOME, other);
        refresh(token, AT_HOME, other);

        assertThat(changes(ada)).isOne();
    }

    @Test
    void isRecordedWhereTheBrowserRunsOnAnotherSystemThanItSays() {
        SignedIn ada = hintingAtSignIn();

        String token = hinting(ada.refreshToken(), "Sec-CH-UA-Platform", "\"Linux\"", "Sec-CH-UA-Mobile", "?0");
        assertThat(changes(ada)).isZero();
        token = hinting(token, "Sec-CH-UA-Platform", "\"Windows\"", "Sec-CH-UA-Mobile", "?0");
        assertThat(changes(ada)).isOne();
        hinting(token, "Sec-CH-UA-Platform", "\"Windows\"", "Sec-CH-UA-Mobile", "?1");
        assertThat(changes(ada)).isEqualTo(2);
    }

    /** Programs have them set, left out or turned about by whatever library or proxy they use. */
    @Test
    void isNotTakenFromHeadersThatComeAndGo() {
        SignedIn ada = hintingAtSignIn();

        String token = hinting(ada.refreshToken(), "Sec-CH-UA-Platform", "\"Linux\"", "Accept-Language", "en");
        token = hinting(token, "Accept-Language", "de-DE,de;q=0.9");
        token = hinting(token, "Sec-CH-UA-Mobile", "?0", "Accept-Encoding", "gzip");
        hinting(token, "Sec-CH-UA-Platform", "\"Linux\"", "Accept", "*/*");

        assertThat(changes(ada)).isZero();
    }

    private Browser browser(String userAgent) {
        return new Browser((method, path) -> api.call(method, path).header("User-Agent", userAgent));
    }

    private Answer logIn(String userAgent, String email) {
        return api.post("/api/auth/login")
                .header("User-Agent", userAgent)
                .json("email", email, "password", People.PASSWORD)
                .send()
                .hasStatus(200);
    }

    private Answer notMe(String token) {
        return api.post("/api/auth/not-me").json("token", token).send();
    }

    private String refresh(String token, String userAgent, String... device) {
        var call = api.post("/api/auth/refresh").header("User-Agent", userAgent);
        List.of(device).forEach(cookie -> call.header("Cookie", "gatehouse_device=" + cookie));
        return refresh(token, call);
    }

    private SignedIn hintingAtSignIn() {
        return People.signedIn(api.post("/api/auth/login")
                .header("User-Agent", AT_HOME)
                .header("Sec-CH-UA-Platform", "\"Linux\"")
                .header("Sec-CH-UA-Mobile", "?0")
                .json("email", people.verified(), "password", People.PASSWORD)
                .send()
                .hasStatus(200));
    }

    private String hinting(String token, String... namesAndValues) {
        var call = api.post("/api/auth/refresh").header("User-Agent", AT_HOME);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            call.header(namesAndValues[i], namesAndValues[i + 1]);
        }
        return refresh(token, call);
    }

    /** Long after the one before: within the grace the token would be answered with itself. */
    private String refresh(String token, Api.Call call) {
        rows.change(
                "UPDATE session.session SET rotated_at = rotated_at - interval '1 minute' WHERE id = ?",
                UUID.fromString(token.substring(0, token.indexOf('.'))));
        return call.json("refreshToken", token).send().hasStatus(200).text("refreshToken");
    }

    private long changes(SignedIn person) {
        return rows.number(
                "SELECT count(*) FROM audit.event WHERE session_id = ? AND type = 'session.fingerprint_changed'",
                person.session());
    }
}

package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.SetCookies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The session of a browser, seen through the pages. */
class PageSessionIT extends OverHttp {

    private static final String SESSION = "gatehouse_session";

    @Test
    @Row("TK-03")
    void refusesACookieWithAnyCharacterChanged() {
        String session = cookieOf(signedIn(people.verified()));

        for (int i = 0; i < session.length(); i++) {
            char other = session.charAt(i) == 'A' ? 'E' : 'A';
            assertStranger(session.substring(0, i) + other + session.substring(i + 1));
        }
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
            if (session.charAt(42) != last) {
                assertStranger(session.substring(0, 42) + last);
            }
        }
        api.get("/api/account").header("Cookie", SESSION + "=" + session).send().hasStatus(200);
    }

    @Test
    @Row("TK-09")
    void neverTakesOverASessionThatWasPlanted() {
        String address = people.verified();
        String eves = cookieOf(signedIn(people.verified()));

        for (String planted : List.of(eves, "A".repeat(43), "x")) {
            Browser victim = new Browser(api)
                    .holding(SESSION, planted)
                    .holding("gatehouse_csrf", "B".repeat(43))
                    .holding("JSESSIONID", "C".repeat(28));
            if (planted.equals(eves)) {
                // The sign-in page sends whoever is signed in on to their account.
                assertThat(victim.get("/login").hasStatus(303).header("Location"))
                        .hasValue("/account");
                continue;
            }
            Answer answer = victim.signIn(address, People.PASSWORD).hasStatus(303);

            assertThat(cookieOf(victim)).isNotEqualTo(planted);
            assertThat(victim.cookie("gatehouse_csrf").orElseThrow()).isNotEqualTo("B".repeat(43));
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(line -> line.startsWith("JSESSIONID"));
            assertStranger(planted);
        }
    }

    @Test
    @Row("TK-09")
    void endsTheFormerSessionOfABrowserWhereAnotherSignsIn() {
        Browser browser = signedIn(people.verified());
        String former = cookieOf(browser);
        String bob = people.verified();

        for (String signIn : List.of("/api/auth/login?mode=cookie", "/api/auth/login?mode=cookie&again=yes")) {
            Answer answer = api.post(signIn)
                    .header("Cookie", browser.cookieHeader())
                    .json("email", bob, "password", People.PASSWORD)
                    .send()
                    .hasStatus(200);
            assertThat(answer.cookie(SESSION).orElseThrow()).isNotEqualTo(former);
        }

        assertStranger(former);
    }

    @Test
    @Row("TK-09")
    void givesEachSignInASessionOfItsOwn() {
        SignedIn first = people.signedIn();

        Answer again = api.post("/api/auth/login")
                .bearer(first.accessToken())
                .header("Cookie", "JSESSIONID=x; gatehouse_session=" + "A".repeat(43))
                .json(
                        "email",
                        first.email(),
                        "password",
                        People.PASSWORD,
                        "sid",
                        first.session(),
                        "sessionId",
                        first.session(),
                        "refreshToken",
                        first.refreshToken())
                .send()
                .hasStatus(200);

        SignedIn second = People.signedIn(again);
        assertThat(second.session()).isNotEqualTo(first.session());
        assertThat(second.refreshToken().split("\\.")[1])
                .isNotEqualTo(first.refreshToken().split("\\.")[1]);
    }

    @Test
    @Row("TK-06")
    void endsOnTheServerWithTheButton() {
        Browser ada = signedIn(people.verified());
        String session = cookieOf(ada);
        String csrf = ada.cookie("gatehouse_csrf").orElseThrow();

        ada.signOut().hasStatus(303);

        assertThat(ada.cookie(SESSION)).isEmpty();
        assertStranger(session);
        api.patch("/api/account")
                .header("Cookie", SESSION + "=" + session + "; gatehouse_csrf=" + csrf)
                .header("X-CSRF-Token", csrf)
                .json("firstName", "Eve")
                .send()
                .isProblem(401, "unauthenticated");
    }

    @Test
    @Row("TK-06")
    void endsOnThePagesWhereItEndsOverTheApi() {
        Browser ada = signedIn(people.verified());
        String session = cookieOf(ada);

        api.post("/api/auth/logout")
                .header("Cookie", ada.cookieHeader())
                .header("X-CSRF-Token", ada.cookie("gatehouse_csrf").orElseThrow())
                .send()
                .hasStatus(204);

        assertStranger(session);
    }

    @Test
    @Row("TK-13")
    void setsLockedCookiesOnly() {
        String address = people.verified();
        Browser ada = new Browser(api);
        List<Answer> answers = new ArrayList<>();
        answers.add(ada.get("/signup"));
        answers.add(ada.get("/verify?token=x"));
        answers.add(ada.signIn(address, "Wrong-Horse-42"));
        answers.add(ada.signIn(address, People.PASSWORD).hasStatus(303));
        answers.add(ada.get("/account").hasStatus(200));
        answers.add(ada.signOut());

        assertThat(answers)
                .allSatisfy(answer -> SetCookies.areLocked(answer, false))
                .anySatisfy(
                        answer -> assertThat(answer.cookie(SESSION).orElse("")).hasSize(43));
    }

    @Test
    @Row("TK-14")
    void showsEachOfMySessionsAndEndsOneOrAllOthers() {
        String address = people.verified();
        Answer phone = api.post("/api/auth/login")
                .json("email", address, "password", People.PASSWORD, "deviceName", "An old phone")
                .send()
                .hasStatus(200);
        SignedIn tablet = people.signIn(address);
        SignedIn watch = people.signIn(address);
        SignedIn stranger = people.signedIn();
        Browser ada = signedIn(address);

        String page = ada.get("/account/sessions").hasStatus(200).text();
        assertThat(page)
                .contains("An old phone")
                .doesNotContain(stranger.session().toString());
        assertThat(page.split("<tr>")).hasSize(1 + 1 + 4);
        assertThat(page.split("<time ")).hasSizeGreaterThanOrEqualTo(1 + 2 * 4);
        assertThat(page.toLowerCase(Locale.ROOT)).containsAnyOf("127.0.0.1", "::1");

        String old = "end-" + People.signedIn(phone).session();
        ada.press("/account/sessions", "sessions", old).hasStatus(303);
        dead(People.signedIn(phone));
        api.get("/api/account").bearer(tablet.accessToken()).send().hasStatus(200);
        ada.press("/account/sessions", "sessions", "end-" + stranger.session());
        api.get("/api/account").bearer(stranger.accessToken()).send().hasStatus(200);

        ada.press("/account/sessions", "sessions", "endOthers").hasStatus(303);
        dead(tablet);
        dead(watch);
        ada.get("/account").hasStatus(200);
    }

    private void dead(SignedIn person) {
        api.get("/api/account").bearer(person.accessToken()).send().isProblem(401, "unauthenticated");
        api.post("/api/auth/refresh")
                .json("refreshToken", person.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
    }

    private Browser signedIn(String address) {
        Browser visitor = new Browser(api);
        visitor.signIn(address, People.PASSWORD).hasStatus(303);
        return visitor;
    }

    private static String cookieOf(Browser visitor) {
        return visitor.cookie(SESSION).orElseThrow();
    }

    /** Neither a page nor the API knows anybody by this cookie. */
    private void assertStranger(String session) {
        String cookie = SESSION + "=" + session;
        api.get("/api/account").header("Cookie", cookie).send().isProblem(401, "unauthenticated");
        Answer page = api.get("/account").header("Cookie", cookie).send().hasStatus(303);
        assertThat(page.header("Location").orElseThrow()).startsWith("/login");
    }
}

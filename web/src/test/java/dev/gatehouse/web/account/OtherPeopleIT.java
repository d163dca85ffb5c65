package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is Ada's stays Ada's, whichever way Eve comes: with a token, with a cookie, or with a form. */
class OtherPeopleIT extends OverHttp {

    private SignedIn ada;
    private SignedIn eve;
    private Browser evesBrowser;

    @BeforeEach
    void twoPeople() {
        ada = people.signedIn();
        eve = people.signedIn();
        evesBrowser = Browser.signedIn(api, eve.email());
    }

    @Test
    @Row("AZ-01")
    void haveTheirSessionsToThemselves() {
        String path = "/api/auth/sessions/" + ada.session();

        api.delete(path).bearer(eve.accessToken()).send().isProblem(404, "not_found");
        evesBrowser.send(withCsrf(api.delete(path))).isProblem(404, "not_found");
        evesBrowser.press("/account/sessions", "sessions", "end-" + ada.session());
        evesBrowser.press("/account/sessions?id=" + ada.session(), "sessions", "endOthers");

        stillSignedIn(ada);
        assertThat(rows.eventsAbout(ada.id())).doesNotContain("session.revoked", "session.all_revoked");
        for (String shown : List.of(
                api.get("/api/auth/sessions")
                        .bearer(people.signIn(eve.email()).accessToken())
                        .send()
                        .text(),
                evesBrowser.get("/account/sessions").text())) {
            assertThat(shown).doesNotContain(ada.session().toString());
        }
    }

    @Test
    @Row("AZ-01")
    void haveTheirActivityToThemselves() {
        String cursor = api.get("/api/account/activity?limit=1")
                .bearer(ada.accessToken())
                .send()
                .hasStatus(200)
                .text("nextCursor");
        people.logIn(ada.email(), "Wrong-Horse-42").isProblem(401, "invalid_credentials");

        for (String query : List.of("", "?cursor=" + cursor, "?subject=" + ada.id(), "?accountId=" + ada.id())) {
            String path = "/api/account/activity" + query;
            for (Answer answer : List.of(api.get(path).bearer(eve.accessToken()).send(), evesBrowser.get(path))) {
                assertThat(answer.hasStatus(200).text()).doesNotContain("login.failed", ada.email());
            }
            assertThat(evesBrowser
                            .get("/account/activity" + query)
                            .hasStatus(200)
                            .text())
                    .doesNotContain("badge bad", ada.email());
        }
    }

    @Test
    @Row("AZ-01")
    void keepTheirProfilesWhoeverElseSavesOne() {
        String before = profileOf(ada);
        String[] hints = {"id", ada.id().toString(), "accountId", ada.id().toString(), "email", ada.email()};

        api.patch("/api/account?id=" + ada.id())
                .bearer(eve.accessToken())
                .json(with(hints, "firstName", "Mallory"))
                .send()
                .hasStatus(200);
        evesBrowser
                .send(withCsrf(api.patch("/api/account")).json(with(hints, "firstName", "Mallory")))
                .hasStatus(200);
        evesBrowser
                .send(evesBrowser
                        .form("/account", "profileForm")
                        .with(hints)
                        .with("firstName", "Mallory", "lastName", "M", "locale", "en"))
                .hasStatus(303);

        assertThat(profileOf(ada)).isEqualTo(before);
        assertThat(evesBrowser.get("/account?id=" + ada.id()).text())
                .contains("Mallory")
                .doesNotContain(ada.email(), ada.id().toString());
        for (String path : List.of("/api/account/" + ada.id(), "/api/users/" + ada.id(), "/account/" + ada.id())) {
            assertThat(api.get(path).bearer(eve.accessToken()).send().status()).isIn(303, 404);
            assertThat(evesBrowser.get(path).status()).isEqualTo(404);
        }
    }

    @Test
    @Row("AZ-01")
    void staySignedInWhenSomebodyElseLeaves() {
        evesBrowser.submit("/account", "signOut", "session", ada.session().toString(), "sid", ada.session() + "");
        api.post("/api/auth/logout-all?accountId=" + ada.id())
                .bearer(eve.accessToken())
                .json("accountId", ada.id(), "sub", ada.id())
                .send()
                .hasStatus(200);

        stillSignedIn(ada);
    }

    /** The caller is whom the token or the cookie names, and nothing else in a request says who that is. */
    @Test
    @Row("AZ-04")
    void areNeverWhoARequestSaysTheyAre() {
        String id = ada.id().toString();
        Map<String, String> headers = Map.of(
                "X-User-Id",
                id,
                "X-Account-Id",
                id,
                "X-Forwarded-User",
                ada.email(),
                "Remote-User",
                ada.email(),
                "X-Remote-User",
                ada.email(),
                "X-Auth-Request-Email",
                ada.email(),
                "X-Tenant-Id",
                id,
                "From",
                ada.email());
        String query = "?id=" + id + "&userId=" + id + "&accountId=" + id + "&sub=" + id + "&user=" + ada.email();

        for (String path : List.of("/api/account", "/api/auth/sessions", "/api/account/activity", "/account")) {
            var byToken = api.get(path + query).bearer(eve.accessToken());
            var byCookie = api.get(path + query);
            var byNothing = api.get(path + query);
            headers.forEach(
                    (name, value) -> List.of(byToken, byCookie, byNothing).forEach(call -> call.header(name, value)));

            assertThat(byToken.send().text())
                    .doesNotContain(id, ada.email(), ada.session().toString());
            assertThat(evesBrowser.send(byCookie).hasStatus(200).text())
                    .doesNotContain(id, ada.email(), ada.session().toString());
            assertThat(byNothing.send().status()).isIn(303, 401);
        }
    }

    @Test
    @Row("AZ-04")
    void areNeverTakenFromACookieBesideAToken() {
        Answer answer = evesBrowser.send(api.get("/api/account").bearer(ada.accessToken()));

        assertThat(answer.hasStatus(200).text("email")).isEqualTo(ada.email());
        for (String header : List.of("Bearer ", "Bearer x", "Basic " + "YWRhOmFkYQ==", "bearer", "Token x")) {
            evesBrowser
                    .send(api.get("/api/account").header("Authorization", header))
                    .isProblem(401, "unauthenticated");
        }
    }

    private void stillSignedIn(SignedIn person) {
        api.get("/api/account").bearer(person.accessToken()).send().hasStatus(200);
        assertThat(rows.number(
                        "SELECT count(*) FROM session.session WHERE id = ? AND revoked_at IS NULL", person.session()))
                .isOne();
    }

    private dev.gatehouse.web.testing.Api.Call withCsrf(dev.gatehouse.web.testing.Api.Call call) {
        return call.header("X-CSRF-Token", evesBrowser.cookie("gatehouse_csrf").orElseThrow());
    }

    private String profileOf(SignedIn person) {
        return rows.text("SELECT a::text FROM auth.account a WHERE id = ?", person.id());
    }

    private static Object[] with(String[] hints, Object... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(hints), java.util.Arrays.stream(more))
                .toArray();
    }
}

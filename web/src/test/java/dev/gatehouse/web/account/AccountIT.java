package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountIT extends OverHttp {

    @Test
    void wantsASignedInUser() {
        api.get("/api/account").send().isProblem(401, "unauthenticated");
        api.patch("/api/account").json("firstName", "Eve").send().isProblem(401, "unauthenticated");
        api.get("/api/account/activity").send().isProblem(401, "unauthenticated");
        api.get("/api/files/usage").send().isProblem(401, "unauthenticated");
    }

    @Test
    void refusesNamesThatNoNameIs() {
        SignedIn ada = people.signedIn();

        for (String name : List.of("", "  ", "x".repeat(101), "a\\nb", "a\\u202Eb", "a\\u0000b", "\\uD800")) {
            change(ada, "{\"firstName\":\"" + name + "\"}")
                    .isProblem(400, "validation_failed")
                    .names("firstName");
        }

        assertThat(read(ada).getString("firstName")).isEqualTo("Ada");
        assertThat(rows.eventsAbout(ada.id())).doesNotContain("account.profile_changed");
    }

    @Test
    void refusesAllOfAChangeThatIsPartlyWrong() {
        SignedIn ada = people.signedIn();

        change(ada, "{\"firstName\":\"Augusta\",\"lastName\":\"" + "x".repeat(101) + "\",\"locale\":\"tlh\"}")
                .isProblem(400, "validation_failed")
                .names("lastName", "locale");

        assertThat(read(ada).getString("firstName")).isEqualTo("Ada");
    }

    @Test
    void refusesLanguagesThatItDoesNotSpeak() {
        SignedIn ada = people.signedIn();

        for (String locale : List.of("fr", "EN", "../de", "")) {
            change(ada, "{\"locale\":\"" + locale + "\"}")
                    .isProblem(400, "validation_failed")
                    .names("locale");
        }
    }

    @Test
    @Row("AZ-03")
    void neverWritesFieldsThatAreReadOnlyOrUnknown() {
        SignedIn ada = people.signedIn();
        String before = rows.text("SELECT a::text FROM auth.account a WHERE id = ?", ada.id());

        Answer answer = change(
                        ada,
                        """
                        {"id":"00000000-0000-0000-0000-000000000001","email":"eve@example.org","userType":"admin",
                         "emailVerified":false,"twoFactorEnabled":true,"createdAt":"2020-01-01T00:00:00Z","name":"Eve E",
                         "password":"Another-Horse-43","password_hash":"x","role":"admin","groups":["admin"],
                         "disabled_at":null,"nested":{"firstName":"Eve"}}
                        """)
                .hasStatus(200);

        assertThat(answer.text("email")).isEqualTo(ada.email());
        assertThat(rows.text("SELECT a::text FROM auth.account a WHERE id = ?", ada.id()))
                .isEqualTo(before);
        assertThat(rows.eventsAbout(ada.id())).doesNotContain("account.profile_changed");
    }

    @Test
    @Row("AZ-04")
    void takesIdentityFromTheTokenOnly() {
        SignedIn ada = people.signedIn();
        SignedIn eve = people.signedIn();

        Answer answer = api.get("/api/account?id=" + ada.id() + "&userId=" + ada.id())
                .header("X-User-Id", ada.id().toString())
                .bearer(eve.accessToken())
                .send()
                .hasStatus(200);

        assertThat(answer.text("id")).isEqualTo(eve.id().toString());
    }

    @Test
    void stopsAnsweringForADisabledAccount() {
        SignedIn ada = people.signedIn();
        rows.change("UPDATE auth.account SET disabled_at = now() WHERE id = ?", ada.id());

        api.get("/api/account").bearer(ada.accessToken()).send().isProblem(401, "unauthenticated");
    }

    @Test
    void showsMyProfile() {
        SignedIn ada = people.signedIn();

        JsonObject user = read(ada);

        assertThat(user.keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "email",
                        "firstName",
                        "lastName",
                        "name",
                        "userType",
                        "emailVerified",
                        "twoFactorEnabled",
                        "locale",
                        "createdAt");
        assertThat(user.getString("id")).isEqualTo(ada.id().toString());
        assertThat(user.getString("email")).isEqualTo(ada.email());
        assertThat(user.getString("locale")).isEqualTo("en");
    }

    @Test
    void changesWhatIsSentAndLeavesTheRest() {
        SignedIn ada = people.signedIn();

        JsonObject changed = change(ada, "{\"firstName\":\" Augusta \",\"locale\":\"de\"}")
                .hasStatus(200)
                .json();

        assertThat(changed.getString("firstName")).isEqualTo("Augusta");
        assertThat(changed.getString("lastName")).isEqualTo("Lovelace");
        assertThat(changed.getString("name")).isEqualTo("Augusta Lovelace");
        assertThat(changed.getString("locale")).isEqualTo("de");
        assertThat(read(ada)).isEqualTo(changed);
    }

    @Test
    void recordsAChangeOnceAndNoChangeNever() {
        SignedIn ada = people.signedIn();

        change(ada, "{\"firstName\":\"Augusta\"}").hasStatus(200);
        change(ada, "{\"firstName\":\"Augusta\"}").hasStatus(200);
        change(ada, "{}").hasStatus(200);
        change(ada, "{\"firstName\":null}").hasStatus(200);

        assertThat(rows.eventsAbout(ada.id())).containsOnlyOnce("account.profile_changed");
        assertThat(rows.text(
                        "SELECT detail::text FROM audit.event"
                                + " WHERE subject_id = ? AND type = 'account.profile_changed'",
                        ada.id()))
                .isEqualTo("{\"fields\": [\"firstName\"]}");
    }

    @Test
    void givesNamesBackAsTheyAre() {
        SignedIn ada = people.signedIn();

        for (String name :
                List.of("<script>alert(1)</script>", "#{7*7}${7*7}", "O'Brien; DROP TABLE", "李 \uD83D\uDC0E é")) {
            api.patch("/api/account")
                    .bearer(ada.accessToken())
                    .json("lastName", name)
                    .send()
                    .hasStatus(200);
            assertThat(read(ada).getString("lastName")).isEqualTo(name);
        }
    }

    @Test
    void tellsHowMuchRoomThereIsForFiles() {
        SignedIn ada = people.signedIn();

        JsonObject usage = api.get("/api/files/usage")
                .bearer(ada.accessToken())
                .send()
                .hasStatus(200)
                .json();

        assertThat(usage.toString())
                .isEqualTo("{\"fileCount\":0,\"maxFileBytes\":104857600,\"quotaBytes\":1073741824,\"usedBytes\":0}");
    }

    private JsonObject read(SignedIn person) {
        Answer answer =
                api.get("/api/account").bearer(person.accessToken()).send().hasStatus(200);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        return answer.json();
    }

    private Answer change(SignedIn person, String body) {
        return api.patch("/api/account").bearer(person.accessToken()).body(body).send();
    }
}

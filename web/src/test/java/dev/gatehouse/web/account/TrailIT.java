package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An action and its record happen together or not at all. The database is made to refuse one of the two, for one marked
 * account; everything that the application wrote beside it must be gone then.
 */
class TrailIT extends OverHttp {

    private static final String REFUSE =
            """
            CREATE FUNCTION public.refuse_marked() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'refused for the test' USING ERRCODE = 'data_exception';
            END
            $$
            """;

    @AfterEach
    void letEverythingPass() {
        for (String table : List.of("audit.event", "audit.personal_data", "auth.account", "session.session")) {
            rows.change("DROP TRIGGER IF EXISTS refuse_marked ON " + table);
        }
        rows.change("DROP FUNCTION IF EXISTS public.refuse_marked()");
    }

    @Test
    @Row("LO-04")
    void refusesToChangeAProfileThatItCannotRecord() {
        SignedIn ada = people.signedIn();
        Browser browser = Browser.signedIn(api, ada.email());
        refuse("INSERT", "audit.event", "NEW.subject_id = '" + ada.id() + "'");

        failed(api.patch("/api/account")
                .bearer(ada.accessToken())
                .json("firstName", "Augusta")
                .send());
        failed(browser.send(api.patch("/api/account")
                .header("X-CSRF-Token", browser.cookie("gatehouse_csrf").orElseThrow())
                .json("firstName", "Augusta")));
        assertThat(browser.submit("/account", "profileForm", "firstName", "Augusta", "lastName", "L", "locale", "en")
                        .status())
                .isEqualTo(500);

        assertThat(rows.text("SELECT first_name FROM auth.account WHERE id = ?", ada.id()))
                .isEqualTo("Ada");
    }

    @Test
    @Row("LO-04")
    void refusesToStartOrEndASessionThatItCannotRecord() {
        SignedIn phone = people.signedIn();
        SignedIn laptop = people.signIn(phone.email());
        Browser browser = Browser.signedIn(api, phone.email());
        refuse("INSERT", "audit.event", "NEW.subject_id = '" + phone.id() + "'");

        failed(people.logIn(phone.email(), People.PASSWORD));
        Answer cookie = api.post("/api/auth/login?mode=cookie")
                .json("email", phone.email(), "password", People.PASSWORD)
                .send();
        failed(cookie);
        assertThat(cookie.cookie("gatehouse_session")).isEmpty();
        failed(api.delete("/api/auth/sessions/" + phone.session())
                .bearer(laptop.accessToken())
                .send());
        failed(api.post("/api/auth/logout").bearer(laptop.accessToken()).send());
        failed(api.post("/api/auth/logout-all").bearer(laptop.accessToken()).send());
        assertThat(browser.press("/account/sessions", "sessions", "end-" + phone.session())
                        .status())
                .isEqualTo(500);
        assertThat(browser.submit("/account", "signOut").status()).isEqualTo(500);

        assertThat(rows.number(
                        "SELECT count(*) FROM session.session WHERE account_id = ? AND revoked_at IS NULL", phone.id()))
                .isEqualTo(3);
        api.get("/api/account").bearer(phone.accessToken()).send().hasStatus(200);
        api.get("/api/account").bearer(laptop.accessToken()).send().hasStatus(200);
    }

    @Test
    @Row("LO-04")
    void refusesASignUpThatItCannotRecord() {
        String address = people.address();
        refuse("INSERT", "audit.personal_data", "NEW.email = '" + address + "'");
        Map<String, Long> before = rows.counts();

        failed(people.signUp(address, People.PASSWORD));

        assertThat(rows.counts()).isEqualTo(before);
        assertThat(mailbox.to(address)).isEmpty();
    }

    @Test
    @Row("LO-04")
    void refusesAProofThatItCannotRecord() {
        String address = people.signedUp();
        refuse("INSERT", "audit.event", "NEW.subject_id = '" + rows.account(address) + "'");

        failed(people.verify(address, People.PASSWORD));
        assertThat(rows.text("SELECT email_verified_at IS NULL FROM auth.account WHERE email = ?", address))
                .isEqualTo("t");

        letEverythingPass();
        people.verify(address, People.PASSWORD).hasStatus(200);
    }

    @Test
    @Row("LO-04")
    void recordsNothingThatDidNotHappen() {
        SignedIn ada = people.signedIn();
        refuse("UPDATE", "auth.account", "NEW.id = '" + ada.id() + "'");
        List<String> before = rows.eventsAbout(ada.id());

        failed(api.patch("/api/account")
                .bearer(ada.accessToken())
                .json("firstName", "Augusta")
                .send());
        failed(people.logIn(ada.email(), People.PASSWORD));

        assertThat(rows.eventsAbout(ada.id())).isEqualTo(before);
        assertThat(rows.number("SELECT count(*) FROM session.session WHERE account_id = ?", ada.id()))
                .isOne();
    }

    @Test
    @Row("LO-04")
    void recordsNoEndOfASessionThatLivesOn() {
        SignedIn ada = people.signedIn();
        refuse("UPDATE", "session.session", "NEW.account_id = '" + ada.id() + "' AND NEW.revoked_at IS NOT NULL");
        List<String> before = rows.eventsAbout(ada.id());

        failed(api.post("/api/auth/logout").bearer(ada.accessToken()).send());
        failed(api.post("/api/auth/logout-all").bearer(ada.accessToken()).send());

        assertThat(rows.eventsAbout(ada.id())).isEqualTo(before);
        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
    }

    private static void failed(Answer answer) {
        answer.isProblem(500, "internal_error");
    }

    private void refuse(String operation, String table, String when) {
        rows.change(REFUSE);
        rows.change("CREATE TRIGGER refuse_marked BEFORE " + operation + " ON " + table + " FOR EACH ROW WHEN (" + when
                + ") EXECUTE FUNCTION public.refuse_marked()");
    }
}

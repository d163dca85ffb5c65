package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations, from the admin's call to the account. */
class InvitationIT extends OverHttp {

    private static final Pattern LINK = Pattern.compile("/invitation\\?token=([A-Za-z0-9_-]+)");

    private Operator olga;
    private String guest;

    @BeforeEach
    void signIn() {
        olga = operators.signedIn("admin");
        guest = people.address();
    }

    @Test
    void refusesAnInvitationThatCannotBe() {
        invite(guest, "emperor").isProblem(400, "validation_failed").names("role");
        invite("no address", "user").isProblem(400, "validation_failed").names("email");
        invite(people.verified(), "user").isProblem(409, "conflict");
        invite(operators.made("viewer"), "support").isProblem(409, "conflict");
    }

    @Test
    @Row("PW-04")
    void refusesAWeakPasswordAndKeepsTheInvitation() {
        String token = operators.invitation(guest, "user", olga);

        for (String weak : List.of("short", "password1", "alllowercase1", guest.split("@")[0] + "A1")) {
            accept(token, weak).isProblem(400, "weak_password").names("password");
        }
        Browser browser = new Browser(api);
        assertThat(browser.submit("/invitation?token=" + token, "invitation", "firstName", "A", "password", "short")
                        .status())
                .isEqualTo(400);
        accept(token, People.PASSWORD).hasStatus(201);
    }

    @Test
    @Row({"RC-09", "RC-04", "R-21"})
    void worksOnceHoweverManyTryAtOnce() {
        String token = operators.invitation(guest, "user", olga);

        List<Integer> statuses =
                Together.times(12, () -> accept(token, People.PASSWORD).status());

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).allSatisfy(status -> assertThat(status).isIn(201, 400));
        accept(token, "Another-Horse-43").isProblem(400, "token_invalid");
        people.logIn(guest, People.PASSWORD).hasStatus(200);
        assertThat(rows.eventsAbout(rows.account(guest)))
                .containsOnlyOnce("account.invitation_accepted", "account.registered");
    }

    @Test
    @Row("RC-09")
    void worksForItsAddressAndRoleOnly() {
        String other = people.address();
        String token = operators.invitation(guest, "viewer", olga);

        api.post("/api/auth/invitations/accept?role=admin")
                .json(
                        "token",
                        token,
                        "password",
                        People.PASSWORD,
                        "firstName",
                        "Eve",
                        "lastName",
                        "E",
                        "email",
                        other,
                        "role",
                        "admin",
                        "userType",
                        "business",
                        "id",
                        olga.id().toString())
                .send()
                .hasStatus(201);

        assertThat(rows.text("SELECT role FROM auth.admin_account WHERE email = ?", guest))
                .isEqualTo("viewer");
        assertThat(rows.number("SELECT count(*) FROM auth.admin_account WHERE email = ?", other))
                .isZero();
        people.logIn(guest, People.PASSWORD).isProblem(401, "invalid_credentials");
        JsonObject user =
                operators.logIn(guest, People.PASSWORD).hasStatus(200).json().getJsonObject("user");
        assertThat(user.getString("role")).isEqualTo("viewer");
    }

    @Test
    @Row("RC-04")
    void diesOfAgeOfAWithdrawalAndOfANewerOne() {
        String old = operators.invitation(guest, "user", olga);
        String token = operators.invitation(guest, "user", olga);
        accept(old, People.PASSWORD).isProblem(400, "token_invalid");
        UUID id = id(guest);

        operators.post("/invitations/" + id + "/resend", olga).send().hasStatus(202);
        accept(token, People.PASSWORD).isProblem(400, "token_invalid");
        String renewed = mailed(guest);
        rows.change(
                "UPDATE auth.invitation SET expires_at = clock_timestamp(), created_at = now() - interval '8 d'"
                        + " WHERE id = ?",
                id);
        accept(renewed, People.PASSWORD).isProblem(400, "token_invalid");
        operators.post("/invitations/" + id + "/resend", olga).send().hasStatus(202);
        operators.delete("/invitations/" + id, olga).send().hasStatus(204);
        accept(mailed(guest), People.PASSWORD).isProblem(400, "token_invalid");
        operators.delete("/invitations/" + id, olga).send().isProblem(404, "not_found");
        assertThat(rows.number("SELECT count(*) FROM auth.account WHERE email = ?", guest))
                .isZero();
    }

    @Test
    @Row({"RC-04", "RC-02"})
    void isStoredAsAHashLivesSevenDaysAndLeadsToTheConfiguredSite() {
        String token = operators.invitation(guest, "user", olga);

        assertThat(mailed(guest)).isEqualTo(token);
        assertThat(mailbox.newestTo(guest).text()).contains("http://localhost:" + SERVER.port() + "/invitation?");
        assertThat(rows.text("SELECT row_to_json(i)::text FROM auth.invitation i WHERE email = ?", guest))
                .doesNotContain(token);
        assertThat(rows.text(
                        "SELECT expires_at - created_at < interval '7 d 1 min' FROM auth.invitation"
                                + " WHERE email = ?",
                        guest))
                .isEqualTo("t");
        String list = operators.get("/invitations", olga).send().hasStatus(200).text();
        assertThat(list).contains(guest).doesNotContain(token);
    }

    @Test
    @Row("RC-05")
    void letsWhoNeverProvedTheAddressGiveWay() {
        people.signUp(guest, "Squatter-Horse-66").hasStatus(202);
        String squattersLink = mailbox.newestTo(guest).token();
        String token = operators.invitation(guest, "user", olga);

        accept(token, People.PASSWORD).hasStatus(201);

        people.logIn(guest, "Squatter-Horse-66").isProblem(401, "invalid_credentials");
        api.post("/api/auth/verify-email")
                .json("token", squattersLink, "password", "Squatter-Horse-66")
                .send()
                .isProblem(400, "token_invalid");
        people.logIn(guest, People.PASSWORD).hasStatus(200);
    }

    @Test
    void tellsWhoHasProvenTheAddressMeanwhileToSignIn() {
        String token = operators.invitation(guest, "user", olga);
        people.signUp(guest, People.PASSWORD).hasStatus(202);
        people.verify(guest, People.PASSWORD).hasStatus(200);

        accept(token, "Another-Horse-43").isProblem(409, "conflict");

        people.logIn(guest, People.PASSWORD).hasStatus(200);
    }

    @Test
    @Row({"RC-09", "RC-11"})
    void isTakenByTheButtonOfItsPageAndNotByLookingAtIt() {
        String token = operators.invitation(guest, "user", olga);
        String page = "/invitation?token=" + token;
        for (int i = 0; i < 3; i++) {
            assertThat(new Browser(api).get(page).hasStatus(200).text()).contains(guest);
        }

        Answer accepted = new Browser(api)
                .submit(page, "invitation", "firstName", "Grace", "lastName", "H", "password", People.PASSWORD);

        assertThat(accepted.hasStatus(303).header("Location").orElseThrow())
                .startsWith("/login")
                .doesNotContain(token);
        assertThat(new Browser(api).get(page).hasStatus(200).text()).doesNotContain("id=\"invitation\"", guest);
        people.logIn(guest, People.PASSWORD).hasStatus(200);
    }

    private Answer invite(String address, String role) {
        return operators
                .post("/invitations", olga)
                .json("email", address, "role", role)
                .send();
    }

    private Answer accept(String token, String password) {
        return api.post("/api/auth/invitations/accept")
                .json("token", token, "password", password, "firstName", "Grace", "lastName", "Hopper")
                .send();
    }

    private UUID id(String address) {
        return UUID.fromString(
                rows.text("SELECT id FROM auth.invitation WHERE email = ? AND revoked_at IS NULL", address));
    }

    private String mailed(String address) {
        Matcher link = LINK.matcher(mailbox.newestTo(address).text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}

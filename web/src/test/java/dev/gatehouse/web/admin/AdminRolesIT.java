package dev.gatehouse.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Roles come and go, and somebody always has the highest. */
class AdminRolesIT extends OverHttp {

    @Test
    @Row("AZ-05")
    void keepsItsLastAdmin() {
        Operator olga = alone();

        change(olga, "role", "viewer", olga).isProblem(409, "conflict");
        change(olga, "disabled", true, olga).isProblem(409, "conflict");
        operators.made("support");
        change(olga, "role", "support", olga).isProblem(409, "conflict");

        operators.get("/account", olga).send().hasStatus(200);
    }

    @Test
    @Row({"AZ-05", "R-23"})
    void keepsItsLastAdminWhenTwoDemoteEachOtherAtOnce() {
        for (int round = 0; round < 5; round++) {
            Operator olga = alone();
            Operator petra = operators.signedIn("admin");
            AtomicInteger turn = new AtomicInteger();

            Together.times(
                    8,
                    () -> turn.getAndIncrement() % 2 == 0
                            ? change(olga, "role", "viewer", petra)
                            : change(petra, "disabled", true, olga));

            assertThat(rows.number(
                            "SELECT count(*) FROM auth.admin_account WHERE role = 'admin' AND disabled_at IS NULL"))
                    .isOne();
        }
    }

    @Test
    @Row("AZ-07")
    void takesARoleAwayAtOnce() {
        Operator olga = operators.signedIn("admin");
        Operator petra = operators.signedIn("admin");
        Browser console = operators.browser(petra.email());

        change(petra, "role", "viewer", olga).hasStatus(200);

        assertThat(operators
                        .post("/invitations", petra)
                        .json("email", people.address(), "role", "admin")
                        .send()
                        .status())
                .isIn(401, 403);
        Patience.seen("an access token that says another role", Duration.ofSeconds(5), () -> Optional.of(
                        operators.get("/account", petra).send())
                .filter(answer -> answer.status() == 401));
        console.get("/admin").hasStatus(200);
        console.send(api.post("/api/admin/invitations")
                        .header("X-CSRF-Token", console.cookie("gatehouse_csrf").orElseThrow())
                        .json("email", people.address(), "role", "admin"))
                .isProblem(403, "forbidden");
        Answer renewed = api.post("/api/admin/refresh")
                .json("refreshToken", petra.refreshToken())
                .send()
                .hasStatus(200);
        assertThat(renewed.json().getJsonObject("user").getString("role")).isEqualTo("viewer");
        assertThat(rows.eventsAbout(petra.id())).contains("admin.admin_changed");
    }

    @Test
    @Row({"AZ-07", "TK-05"})
    void endsEverythingOfAnAdminWhoIsDisabled() {
        Operator olga = operators.signedIn("admin");
        Operator petra = operators.signedIn("admin");
        Browser console = operators.browser(petra.email());

        change(petra, "disabled", true, olga).hasStatus(200);

        console.get("/admin").hasStatus(303);
        api.post("/api/admin/refresh")
                .json("refreshToken", petra.refreshToken())
                .send()
                .isProblem(401, "refresh_token_invalid");
        operators.get("/account", petra).send().isProblem(401, "unauthenticated");
        operators.logIn(petra.email(), People.PASSWORD).isProblem(403, "account_disabled");
        change(petra, "disabled", false, olga).hasStatus(200);
        operators.logIn(petra.email(), People.PASSWORD).hasStatus(200);
    }

    @Test
    @Row("AZ-05")
    void lendsARoleToNobodyWhoseInviterHasLostIt() {
        Operator olga = operators.signedIn("admin");
        Operator petra = operators.signedIn("admin");
        String token = operators.invitation(people.address(), "admin", petra);

        change(petra, "role", "support", olga).hasStatus(200);

        api.post("/api/auth/invitations/accept")
                .json("token", token, "password", People.PASSWORD, "firstName", "Eve", "lastName", "E")
                .send()
                .isProblem(400, "token_invalid");
    }

    private Answer change(Operator whom, String field, Object value, Operator by) {
        return operators.patch("/admins/" + whom.id(), by).json(field, value).send();
    }

    /** The only enabled admin of role admin that there is. */
    private Operator alone() {
        Operator olga = operators.signedIn("admin");
        rows.change("UPDATE auth.admin_account SET disabled_at = now() WHERE id <> ?", olga.id());
        return olga;
    }
}

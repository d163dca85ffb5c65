package dev.gatehouse.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Authenticator;
import dev.gatehouse.web.testing.InProduction;
import org.junit.jupiter.api.Test;

/** Outside development an admin is let in with a second factor only. */
class AdminsInProductionIT extends InProduction {

    @Test
    @Row({"MF-08", "MF-02", "PW-05"})
    void haveTheConfiguredFirstOneWhoEnrolsBeforeAnythingElse() {
        assertThat(rows.texts("SELECT email FROM auth.admin_account")).containsExactly(ADMIN);
        // nobody has chosen one yet: their browser decides
        assertThat(rows.number("SELECT count(*) FROM auth.admin_account WHERE locale IS NULL"))
                .isOne();
        assertThat(server.log()).doesNotContain("/admin/setup", ADMIN_PASSWORD);
        String enrolment = logIn().isProblem(403, "two_factor_setup_required").text("enrolmentToken");
        for (String path : new String[] {"/api/admin/account", "/api/admin/users", "/api/account"}) {
            call("GET", path).bearer(enrolment).send().isProblem(401, "unauthenticated");
        }
        call("POST", "/api/account/totp").bearer(enrolment).send().isProblem(401, "unauthenticated");

        Authenticator app = new Authenticator(call("POST", "/api/admin/account/totp")
                .bearer(enrolment)
                .send()
                .hasStatus(200)
                .text("secret"));
        call("POST", "/api/admin/account/totp/confirm")
                .bearer(enrolment)
                .json("code", app.code())
                .send()
                .hasStatus(200);

        String challenge = logIn().hasStatus(200).text("challengeToken");
        Answer in = call("POST", "/api/admin/verify-2fa")
                .json("challengeToken", challenge, "code", app.code(1))
                .send()
                .hasStatus(200);
        call("GET", "/api/admin/account").bearer(in.text("accessToken")).send().hasStatus(200);
        refusesTheSessionOnceTheFactorIsGone(in.text("refreshToken"));
    }

    /** As after a time when none was demanded. */
    private static void refusesTheSessionOnceTheFactorIsGone(String refreshToken) {
        rows.change("UPDATE auth.admin_account SET second_factor = false WHERE email = ?", ADMIN);
        Api.Call refresh = call("POST", "/api/admin/refresh").json("refreshToken", refreshToken);
        refresh.send().isProblem(403, "two_factor_setup_required").text("enrolmentToken");
        refresh.send().isProblem(401, "refresh_token_invalid");
        rows.change("UPDATE auth.admin_account SET second_factor = true WHERE email = ?", ADMIN);
    }

    private static Answer logIn() {
        return call("POST", "/api/admin/login")
                .json("email", ADMIN, "password", ADMIN_PASSWORD)
                .send();
    }
}

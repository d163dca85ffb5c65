package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody has an account who did not sign up for it, and nobody can set the server up from outside. */
class NoDefaultAccountIT extends OverHttp {

    @Test
    @Row("PW-05")
    void hasNoAccountThatNobodySignedUpFor() {
        people.signedUp();

        assertThat(rows.texts("SELECT email FROM auth.account a WHERE NOT EXISTS (SELECT 1 FROM audit.event e"
                        + " WHERE e.subject_id = a.id AND e.type = 'account.registered')"))
                .isEmpty();
    }

    @Test
    @Row("PW-05")
    void knowsNoneOfTheUsualCredentials() {
        for (String name : List.of(
                "admin",
                "admin@localhost",
                "admin@example.com",
                "admin@example.org",
                "root@localhost",
                "gatehouse@example.org",
                "test@example.com")) {
            forgetFailures();
            for (String password : List.of("admin", "password", "gatehouse", "changeme", "Admin-12345")) {
                people.logIn(name, password).isProblem(401, "invalid_credentials");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/setup",
                "/install",
                "/init",
                "/admin/setup",
                "/api/setup",
                "/api/admin/setup",
                "/api/admin/init",
                "/api/auth/setup",
                "/api/admins",
                "/api/users",
                "/if/flow/initial-setup/"
            })
    @Row("PW-05")
    void offersNoSetUp(String path) {
        assertThat(api.get(path).send().status()).isEqualTo(404);
        for (String method : List.of("POST", "PUT")) {
            Answer answer = api.call(method, path)
                    .json("email", "eve@example.org", "password", "Setup-Horse-42", "role", "admin")
                    .send();
            assertThat(answer.status()).as(method).isIn(404, 405, 415);
        }
        assertThat(rows.texts("SELECT email FROM auth.account WHERE email = 'eve@example.org'"))
                .isEmpty();
    }
}

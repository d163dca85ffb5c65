package dev.gatehouse.auth.internal.credential;

import static dev.gatehouse.auth.internal.Person.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder.Kind;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.PasswordResetOutcome;
import dev.gatehouse.auth.PasswordResetOutcome.Changed;
import dev.gatehouse.auth.PasswordResetOutcome.TokenInvalid;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import dev.gatehouse.auth.internal.Race;
import dev.gatehouse.testing.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordResetRacesTest {

    private static final String NEW_PASSWORD = "Newer Horse 8 Battery";
    private static final AuthModule MODULE = AuthModule.withRequiredVerification();

    private final Person person = new Person(MODULE);

    @Test
    @Row({"R-21", "RC-04"})
    void setsOnePasswordHoweverManyUseTheLinkAtOnce() {
        person.registered();
        request();
        String token = person.token("/reset");

        List<PasswordResetOutcome> outcomes = Race.of(20, i -> reset(token, NEW_PASSWORD + i));

        assertThat(outcomes).filteredOn(Changed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(TokenInvalid.class::isInstance).hasSize(19);
        assertThat(person.recorded("account.password_reset", "success")).isOne();
        assertThat(person.logIn(NEW_PASSWORD + outcomes.indexOf(new Changed(person.holder()))))
                .isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    void leavesOneLinkOpenHoweverManyAskAtOnce() {
        person.registered();

        Race.of(20, i -> {
            request();
            return i;
        });

        assertThat(person.count("auth.one_time_token WHERE account_id = '" + person.id()
                        + "' AND purpose = 'reset_password' AND consumed_at IS NULL"))
                .isOne();
        assertThat(person.tokens("/reset")).hasSize(5);
        assertThat(person.tokens("/reset"))
                .filteredOn(token -> reset(token, NEW_PASSWORD) instanceof Changed)
                .hasSize(1);
    }

    private void request() {
        MODULE.passwordReset.request(Kind.USER, person.email, ORIGIN);
    }

    private static PasswordResetOutcome reset(String token, String newPassword) {
        return MODULE.passwordReset.reset(token, newPassword, Client.of(ORIGIN));
    }
}

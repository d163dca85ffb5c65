package dev.gatehouse.auth.internal.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.testing.ModuleDatabase;
import dev.gatehouse.testing.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SimultaneousSignUpsTest {

    private final ModuleDatabase database = AuthModule.withRequiredVerification().database;
    private final SimultaneousSignUps signUps = onANode();
    private final EmailAddress address = address();

    @Test
    void takesSignUpsOneAfterTheOtherForMany() {
        OffsetDateTime first = begin(signUps);

        assertThat(begin(signUps)).isAfter(first);
    }

    @Test
    void takesAnOverlappingSignUpForPartOfTheFirst() {
        signUps.during(address, first -> assertThat(begin(signUps)).isEqualTo(first));
    }

    @Test
    @Row("R-20")
    void takesAnOverlappingSignUpOnAnotherNodeForPartOfTheFirst() {
        signUps.during(address, first -> assertThat(begin(onANode())).isEqualTo(first));
    }

    @Test
    void leavesOtherAddressesAlone() {
        signUps.during(address(), first -> assertThat(begin(signUps)).isAfter(first));
    }

    @Test
    void letsNobodyKeepAnAddressBusy() {
        signUps.during(address, first -> {
            database.execute("UPDATE auth.sign_up_burst SET began_at = began_at - interval '31 s' WHERE email = '"
                    + address.value() + "'");
            return assertThat(begin(signUps)).isAfter(first);
        });
    }

    @Test
    void forgetsASignUpThatFailed() {
        assertThatThrownBy(() -> signUps.during(address, begun -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(kept(address)).isEqualTo("0");
    }

    @Test
    void forgetsWhatANodeThatDiedHasLeft() {
        EmailAddress other = address();
        database.execute("INSERT INTO auth.sign_up_burst VALUES ('" + other.value() + "', now() - interval '2 h', 3)");

        begin(signUps);

        assertThat(kept(other)).isEqualTo("0");
    }

    private OffsetDateTime begin(SimultaneousSignUps node) {
        return node.during(address, Function.identity());
    }

    private String kept(EmailAddress of) {
        return database.query("SELECT count(*) FROM auth.sign_up_burst WHERE email = '" + of.value() + "'");
    }

    private SimultaneousSignUps onANode() {
        return new SimultaneousSignUps(database.entityManager(), new Transactions() {
            @Override
            public <T> T required(Supplier<T> work) {
                return database.inTransaction(work);
            }
        });
    }

    private static EmailAddress address() {
        return EmailAddress.parse(UUID.randomUUID() + "@example.com").orElseThrow();
    }
}

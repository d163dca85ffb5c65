package dev.gatehouse.auth.internal.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.EmailAddress;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SimultaneousSignUpsTest {

    private static final EmailAddress ADDRESS = new EmailAddress("ada@example.com");
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2026-01-01T12:00:00Z");

    private final SimultaneousSignUps signUps = new SimultaneousSignUps();

    @Test
    void takesSignUpsOneAfterTheOtherForMany() {
        assertThat(begin(0)).isEqualTo(FIRST);
        assertThat(begin(1)).isEqualTo(FIRST.plusSeconds(1));
    }

    @Test
    void takesAnOverlappingSignUpForPartOfTheFirst() {
        assertThat(duringOneOf(ADDRESS, 1)).isEqualTo(FIRST);
    }

    @Test
    void leavesOtherAddressesAlone() {
        EmailAddress other = new EmailAddress("eve@example.com");

        assertThat(duringOneOf(other, 1)).isEqualTo(FIRST.plusSeconds(1));
    }

    @Test
    void letsNobodyKeepAnAddressBusy() {
        assertThat(duringOneOf(ADDRESS, 31)).isEqualTo(FIRST.plusSeconds(31));
    }

    @Test
    void forgetsASignUpThatFailed() {
        assertThatThrownBy(() -> signUps.during(ADDRESS, FIRST, begun -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(begin(1)).isEqualTo(FIRST.plusSeconds(1));
    }

    /** What a sign-up takes for its beginning that comes while another one runs. */
    private OffsetDateTime duringOneOf(EmailAddress running, int second) {
        return signUps.during(running, FIRST, begun -> begin(second));
    }

    private OffsetDateTime begin(int second) {
        return signUps.during(ADDRESS, FIRST.plusSeconds(second), Function.identity());
    }
}

package dev.gatehouse.auth.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "example.org", "", "fe80", "999.1.1.1", "1:2:3"})
    void looksNothingUp(String text) {
        assertThat(Network.of(text)).isEqualTo(text);
    }

    @Test
    @Row("TH-07")
    void takesASixtyFourOfIpv6ForOne() {
        assertThat(Network.of("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(Network.of("2001:0DB8:1:2::"))
                .isEqualTo(Network.of("2001:db8:1:2:ffff::%eth0"))
                .isNotEqualTo(Network.of("2001:db8:1:3::"));
    }

    @Test
    void takesAnIpv4AddressForItselfHoweverItIsWritten() {
        assertThat(Network.of("192.0.2.7"))
                .isEqualTo(Network.of("::ffff:192.0.2.7"))
                .isNotEqualTo(Network.of("192.0.2.8"));
    }
}

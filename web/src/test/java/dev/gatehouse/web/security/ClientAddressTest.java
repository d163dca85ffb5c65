package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    private static final TrustedProxies PROXIES = TrustedProxies.parse("10.0.0.0/8, 192.0.2.7, fd00::/8");

    @ParameterizedTest
    @Row("TH-03")
    @ValueSource(strings = {"203.0.113.9", "11.0.0.1", "192.0.2.8", "2001:db8:0:0:0:0:0:1"})
    void ignoresWhatAStrangerSaysOfItself(String peer) {
        assertThat(client(peer, "198.51.100.1")).isEqualTo(peer);
    }

    @ParameterizedTest
    @Row("TH-03")
    @CsvSource(
            delimiter = ';',
            value = {
                "198.51.100.1; 198.51.100.1",
                "1.1.1.1, 198.51.100.1; 198.51.100.1",
                "10.0.0.1, 198.51.100.1, 10.0.0.2, 192.0.2.7; 198.51.100.1",
                "198.51.100.1,10.0.0.2; 198.51.100.1",
                "10.9.9.9; 10.9.9.9",
                "198.51.100.1:4711; 198.51.100.1",
                "::ffff:198.51.100.1; 198.51.100.1",
                "[2001:db8::1]:4711; 2001:db8:0:0:0:0:0:1",
                "2001:db8::1, fd00::1; 2001:db8:0:0:0:0:0:1",
                "198.51.100.1, unknown; 10.0.0.9",
                "198.51.100.1, localhost, 10.0.0.3; 10.0.0.3",
                "198.51.100.1, 256.1.1.1; 10.0.0.9",
                "198.51.100.1, 010.0.0.1; 10.0.0.9",
                "198.51.100.1, ; 10.0.0.9",
                "'  '; 10.0.0.9"
            })
    void believesTrustedProxiesAsFarAsTheyGo(String header, String client) {
        assertThat(client("10.0.0.9", header)).isEqualTo(client);
    }

    @Test
    @Row("TH-03")
    void readsSeveralHeadersAsOne() {
        assertThat(client("10.0.0.9", "1.1.1.1", "198.51.100.1", "10.0.0.2")).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/", "10.0/8", "::/129", "*", "10.0.0.0/8;::1"})
    void refusesWhatNamesNoNetwork(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true"
    })
    void knowsWhichAddressesANetworkHolds(String network, String address, boolean inside) {
        assertThat(TrustedProxies.parse(network)
                        .include(InetAddresses.literal(address).orElseThrow()))
                .isEqualTo(inside);
    }

    private static String client(String peer, String... forwarded) {
        return ClientAddress.of(InetAddresses.literal(peer).orElseThrow(), List.of(forwarded), PROXIES)
                .getHostAddress();
    }
}

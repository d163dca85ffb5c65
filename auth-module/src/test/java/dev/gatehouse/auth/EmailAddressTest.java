package dev.gatehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "ada",
                "@example.com",
                "ada@",
                "ada@localhost",
                "ada@example.com.",
                "ada@.example.com",
                "ada@exa mple.com",
                "ada@example..com",
                "ada@-example.com",
                "ada@exa_mple.com",
                "ada@127.0.0.1",
                "ada@[127.0.0.1]",
                "a@b.com\uff20evil.com",
                "a@b@evil.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "\"ada\"@example.com",
                "ada lovelace@example.com",
                "Ada <ada@example.com>",
                "ada@example.com,eve@example.com",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada\r\n@example.com",
                "ada\u0000@example.com",
                "ada@example.com\u0000",
                "ada@exam\u0000ple.com",
                "\u0430da@example.com",
                "ad\u00e9@example.com",
                "ada@\ud800.com",
                "ada@stra\u00dfe.de",
                "ada@xn--a\u0000.com"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void refusesPartsThatAreTooLong() {
        String label = "d".repeat(60);
        String longest = "a".repeat(64) + "@" + label + "." + label + "." + label + ".com";

        assertThat(EmailAddress.parse(longest)).isPresent();
        assertThat(EmailAddress.parse("a" + longest)).isEmpty();
        assertThat(EmailAddress.parse("a@" + label + "." + label + "." + label + "." + label + ".example.com"))
                .isEmpty();
        assertThat(EmailAddress.parse("a@" + "d".repeat(64) + ".com")).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(100_000) + "@example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "' Ada@Example.COM ', ada@example.com",
        "o'brien+news@example.com, o'brien+news@example.com",
        "\uff41da@example.com, ada@example.com",
        "ada\uff20example.com, ada@example.com",
        "ada@example\uff0ecom, ada@example.com",
        "ada@example\u3002com, ada@example.com",
        "ada@B\u00fccher.example, ada@xn--bcher-kva.example",
        "ada@XN--BCHER-KVA.example, ada@xn--bcher-kva.example",
        "ada@bu\u0308cher.example, ada@xn--bcher-kva.example",
        "\u212aelvin@example.com, kelvin@example.com"
    })
    void givesOneAddressOneForm(String text, String stored) {
        assertThat(EmailAddress.parse(text).map(EmailAddress::value)).hasValue(stored);
    }

    @Test
    void existsOnlyInItsStoredForm() {
        assertThatThrownBy(() -> new EmailAddress("Ada@example.com")).isInstanceOf(IllegalArgumentException.class);
    }
}

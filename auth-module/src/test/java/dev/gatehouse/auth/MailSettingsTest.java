package dev.gatehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Gatehouse",
                "Gatehouse <noreply@",
                "Gatehouse <noreply@>",
                "Gatehouse <noreply>",
                "Gatehouse <noreply@example.org",
                "Gatehouse noreply@example.org",
                "noreply",
                "@example.org",
                "noreply@example..org",
                "noreply@exa mple.org",
                "ada@example.org, eve@example.org",
                "Gatehouse: noreply@example.org;",
                "Gatehouse <noreply@example.org>\r\nBcc: eve@example.org"
            })
    void refusesASenderThatIsNotOneAddressWithoutRepeatingIt(String from) {
        assertThat(fault(from)).contains("must be one address such as Gatehouse <no-reply@example.org>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noreply@example.org",
                "Gatehouse <noreply@example.org>",
                "\"Gatehouse, Accounts\" <noreply@example.org>",
                "Gateh\u00e4use <noreply@example.org>",
                "Gatehouse <gatehouse@localhost>",
                "Gatehouse <gatehouse@127.0.0.1>",
                "Gatehouse <gatehouse@[127.0.0.1]>",
                "Gatehouse <gatehouse@[::1]>"
            })
    void acceptsAnAddressWithOrWithoutAName(String from) {
        assertThat(fault(from)).isEmpty();
    }

    private static Optional<String> fault(String from) {
        return new MailSettings(from, "https://id.example.org", Optional.empty(), Optional.empty(), false).fault();
    }
}

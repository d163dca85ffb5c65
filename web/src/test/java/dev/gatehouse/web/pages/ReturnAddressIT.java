package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the sign-in page lets itself be sent on to. */
class ReturnAddressIT extends OverHttp {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "/%09/evil.example",
                "/%2Fevil.example",
                "https://evil.example",
                "//user@evil.example",
                "/account\r\nLocation: https://evil.example"
            })
    void refusesToLeadElsewhere(String address) {
        Answer answer = api.get("/login?returnTo=" + URLEncoder.encode(address, StandardCharsets.UTF_8))
                .send()
                .hasStatus(400);

        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.text()).doesNotContain("evil.example");
    }
}

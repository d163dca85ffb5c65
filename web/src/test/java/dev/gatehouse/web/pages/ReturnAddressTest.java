package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/%09/evil.example",
                "/%2F/evil.example",
                "/%2f%2fevil.example",
                "/%5Cevil.example",
                "/.//evil.example",
                "/..//evil.example",
                "/account/../../evil",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "/@evil.example",
                "//user@evil.example",
                "/account\r\nSet-Cookie: a=b",
                "/account?next=%0d%0aa",
                "/account#fragment",
                " /account",
                "/account ",
                "/ａccount"
            })
    void refusesWhatABrowserMightTakeForAnotherSite(String address) {
        assertThat(ReturnAddress.isLocal(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/account", "/account/sessions", "/account/activity?cursor=AAAA_-&limit=50"})
    void acceptsOurOwnPages(String address) {
        assertThat(ReturnAddress.isLocal(address)).isTrue();
    }

    @Test
    @Timeout(5)
    void decidesQuicklyWhateverComes() {
        assertThat(ReturnAddress.isLocal("/" + "a/".repeat(10_000) + "!")).isFalse();
        assertThat(ReturnAddress.isLocal("/" + "a".repeat(498) + "!")).isFalse();
    }
}

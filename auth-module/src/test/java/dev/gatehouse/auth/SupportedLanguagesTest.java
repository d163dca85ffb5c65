package dev.gatehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportedLanguagesTest {

    @ParameterizedTest
    @CsvSource({"fr, en", "und, en", "de, de", "de-AT, de", "de-x-private, de", "en-GB, en", "DE-ch, de"})
    void findsTheLanguageNearestToAWish(String wish, String spoken) {
        assertThat(SupportedLanguages.nearestTo(Locale.forLanguageTag(wish)).toLanguageTag())
                .isEqualTo(spoken);
    }

    @Test
    void speaksEachInMailsToo() {
        for (Locale language : SupportedLanguages.ALL.subList(1, SupportedLanguages.ALL.size())) {
            assertThat(getClass().getResource("/dev/gatehouse/auth/mail_" + language + ".properties"))
                    .as(language.toLanguageTag())
                    .isNotNull();
        }
    }
}

package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineFormatterTest {

    @ParameterizedTest
    @Row("IN-06")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'a\nb',a\\nb",
                "'a\r\nb',a\\u000d\\nb",
                "a\u001b[2J,a\\u001b[2J",
                "a\u0085b,a\\u0085b",
                "a\u2028b,a\\u2028b",
                "a\u202eb,a\\u202eb",
                "a\u0000,a\\u0000",
                "ä 李\t{0},ä 李\t{0}"
            })
    void writesAsWhatItIsWhateverWouldEndTheLine(String text, String written) {
        assertThat(OneLineFormatter.escaped(text)).isEqualTo(written);
    }
}

package dev.gatehouse.web.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "5/",
                "/1m",
                "5/m",
                "0/1m",
                "-1/1m",
                "5/0s",
                "5/1w",
                "5 / 1m",
                "5/1m,2/1s",
                "1.5/1m",
                "Off",
                "on",
                "99999999/1m",
                "5/99999d",
                "5/1M",
                "5\n/1m"
            })
    void refusesWhatIsNoRate(String text) {
        assertThatThrownBy(() -> Rate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must look like 5/1m (a count and s, m, h or d), or be off");
    }

    @ParameterizedTest
    @CsvSource({"5/1m, 5, PT1M", "600/30s, 600, PT30S", "3/1h, 3, PT1H", "1/2d, 1, PT48H"})
    void readsACountAndAPeriod(String text, int count, Duration period) {
        assertThat(Rate.parse(text)).contains(new Rate(count, period));
    }

    @Test
    void isAbsentWhereItIsOff() {
        assertThat(Rate.parse("off")).isEmpty();
    }
}

package dev.gatehouse.auth.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    @Row("R-16")
    void waitsLongerEachTimeAndAtMostAnHour() {
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(attempt -> BackOff.after(attempt, () -> 0.5)))
                .extracting(Duration::toSeconds)
                .containsExactly(30L, 60L, 120L, 300L, 600L, 1800L, 3600L, 3600L, 3600L);
    }

    @Test
    @Row("R-16")
    void spreadsMailsThatFailedTogether() {
        assertThat(BackOff.after(1, () -> 0.0)).isEqualTo(Duration.ofSeconds(24));
        assertThat(BackOff.after(1, () -> 1.0)).isEqualTo(Duration.ofSeconds(36));
    }
}

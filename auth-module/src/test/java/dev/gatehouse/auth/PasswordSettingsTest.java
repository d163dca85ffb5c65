package dev.gatehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "19455, 2, 1",
        "19456, 1, 1",
        "18000, 2, 1",
        "12287, 3, 1",
        "9215, 4, 1",
        "7168, 4, 1",
        "7167, 30, 1",
        "19456, 2, 0"
    })
    void refusesACostBelowEveryFloor(int memory, int iterations, int parallelism) {
        assertThat(fault(memory, iterations, parallelism)).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith("Argon2id is too weak")
                .contains("19456 KiB of memory with 2 iterations"));
    }

    @ParameterizedTest
    @CsvSource({"131073, 2, 1", "19456, 31, 1", "19456, 2, 17"})
    void refusesACostThatWouldExhaustTheServer(int memory, int iterations, int parallelism) {
        assertThat(fault(memory, iterations, parallelism))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).startsWith("Argon2id is too dear").contains("131072 KiB"));
    }

    @ParameterizedTest
    @CsvSource({"19456, 2, 1", "12288, 3, 1", "9216, 4, 1", "7168, 5, 1", "131072, 30, 16"})
    void acceptsTheFloorsThatAreWorthTheSame(int memory, int iterations, int parallelism) {
        assertThat(fault(memory, iterations, parallelism)).isEmpty();
    }

    private static Optional<String> fault(int memory, int iterations, int parallelism) {
        return new PasswordSettings(8, true, memory, iterations, parallelism).fault();
    }
}

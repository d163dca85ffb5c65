package dev.gatehouse.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthIT extends OverHttp {

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    void tellsThatTheServerIsUp(String path) {
        Answer answer = api.get(path).send().hasStatus(200);

        assertThat(answer.text("status")).isEqualTo("UP");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
    }

    @Test
    void looksAtTheDatabaseAndTheRevocationsBeforeItCallsItselfReady() {
        assertThat(api.get("/health/ready").send().text()).contains("database", "revocations");
    }

    @Test
    void keepsItsInsideToItself() {
        assertThat(api.get("/health").send().text())
                .doesNotContain("jdbc", "postgres", "127.0.0.1", "gatehouse_app", "Exception");
    }

    @Test
    void measuresItselfForProgramsOnThisMachine() {
        assertThat(api.get("/metrics").send().hasStatus(200).text()).contains("# TYPE");
    }
}

package dev.gatehouse.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdIT extends OverHttp {

    private final Wire wire = new Wire(SERVER.port());

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-b_c.9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void takesOverARequestId(String id) {
        assertThat(api.get("/api/nothing").header("X-Request-Id", id).send().text("requestId"))
                .isEqualTo(id);
        assertThat(api.get("/health").header("X-Request-Id", id).send().header("X-Request-Id"))
                .hasValue(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "<script>",
                "a;b",
                "01234567890123456789012345678901234567890123456789012345678901234",
                "\"",
                "'--"
            })
    void replacesARequestIdThatIsNone(String id) {
        Answer answer = wire.lines("GET /api/nothing HTTP/1.1", "X-Request-Id: " + id);

        answer.isProblem(404, "not_found");
        assertThat(answer.header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @Test
    void givesEveryAnswerAnIdOfItsOwn() {
        String first = api.get("/health").send().header("X-Request-Id").orElseThrow();
        String second = api.get("/health").send().header("X-Request-Id").orElseThrow();

        assertThat(first).isNotEqualTo(second);
    }
}

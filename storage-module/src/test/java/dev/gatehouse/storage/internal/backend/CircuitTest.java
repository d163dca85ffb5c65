package dev.gatehouse.storage.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Circuit circuit = new Circuit(2, now::get);

    @Test
    void admitsNobodyAfterTwoFailuresInARow() {
        circuit.failed();
        assertThat(circuit.admits()).isTrue();
        circuit.failed();
        assertThat(circuit.admits()).isFalse();
    }

    @Test
    void forgetsAFailureThatASuccessFollows() {
        circuit.failed();
        circuit.succeeded();
        circuit.failed();
        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void admitsOneCallerAfterThePause() {
        fail(2);
        pass(2);
        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.admits()).isFalse();
        circuit.succeeded();
        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void pausesTwiceAsLongAfterEachFurtherFailureAndAMinuteAtMost() {
        fail(3);
        pass(3);
        assertThat(circuit.admits()).isFalse();
        pass(1);
        assertThat(circuit.admits()).isTrue();
        fail(20);
        pass(59);
        assertThat(circuit.admits()).isFalse();
        pass(1);
        assertThat(circuit.admits()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuit.failed();
        }
    }

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}

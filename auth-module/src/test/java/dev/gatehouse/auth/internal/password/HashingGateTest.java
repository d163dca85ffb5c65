package dev.gatehouse.auth.internal.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.testing.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HashingGateTest {

    private static final int AT_ONCE = 2;
    private static final int QUEUE = 64;

    private final HashingGate gate = new HashingGate(AT_ONCE, QUEUE);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void stop() {
        open.countDown();
        threads.shutdownNow();
    }

    @Test
    @Row("PW-03")
    void refusesWhoeverComesAfterTheSixtyFourthWaiter() {
        fill();

        assertThatThrownBy(() -> gate.pass(() -> "hash"))
                .isInstanceOfSatisfying(HashingOverloaded.class, overload -> assertThat(overload.retryAfter())
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @Test
    void refusesWhoeverStillWaitsWhenItCloses() throws Exception {
        List<Future<Integer>> admitted = fill();

        gate.close();

        int refused = 0;
        for (Future<Integer> one : admitted) {
            refused += refused(one) ? 1 : 0;
        }
        assertThat(refused).isEqualTo(QUEUE);
    }

    @Test
    void letsEverybodyThroughWhoWasAdmitted() throws Exception {
        List<Future<Integer>> admitted = fill();
        open.countDown();

        for (Future<Integer> one : admitted) {
            assertThat(one.get()).isBetween(1, AT_ONCE);
        }
        assertThat(gate.<String>pass(() -> "hash")).isEqualTo("hash");
    }

    @Test
    void isFreeAgainAfterAHashThatFailed() {
        for (int i = 0; i < AT_ONCE + QUEUE + 1; i++) {
            assertThatThrownBy(() -> gate.pass(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .hasMessage("failed");
        }
    }

    /** Takes every place; each caller answers how many hashes ran when it was its turn. */
    private List<Future<Integer>> fill() {
        AtomicInteger running = new AtomicInteger();
        List<Future<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE + QUEUE; i++) {
            callers.add(threads.submit(() -> gate.pass(() -> {
                int now = running.incrementAndGet();
                await();
                running.decrementAndGet();
                return now;
            })));
        }
        while (gate.places() > 0) {
            Thread.onSpinWait();
        }
        return callers;
    }

    private static boolean refused(Future<Integer> caller) throws Exception {
        try {
            caller.get(5, TimeUnit.SECONDS);
            return false;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(HashingOverloaded.class);
            return true;
        }
    }

    private void await() {
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

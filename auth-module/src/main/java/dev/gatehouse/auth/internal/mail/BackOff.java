package dev.gatehouse.auth.internal.mail;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/** How long a failed mail waits: longer each time, and never in step with others. */
final class BackOff {

    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));
    private static final double JITTER = 0.2;

    private BackOff() {}

    /**
     * @param attempt the attempt that failed, from 1
     * @param random between 0 and 1
     */
    static Duration after(int attempt, DoubleSupplier random) {
        Duration step = STEPS.get(Math.min(attempt, STEPS.size()) - 1);
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofMillis((long) (step.toMillis() * factor));
    }
}

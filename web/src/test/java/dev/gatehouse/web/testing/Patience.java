package dev.gatehouse.web.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what the server does in its own time. */
public final class Patience {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Patience() {}

    /** The first thing seen; fails if there is nothing until then. */
    public static <T> T seen(String what, Duration atMost, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not seen within " + atMost + ": " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** For what only time brings. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static void until(String what, Duration atMost, BooleanSupplier state) {
        seen(what, atMost, () -> state.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}

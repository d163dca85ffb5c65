package dev.gatehouse.auth.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Calls whose answer is the same whatever they find take the same time, too: until the next full 20 ms. The same
 * statements are not enough. A row that is held, a mail that is written, a token that is kept cost half a millisecond
 * more than none, and a median over some hundred tries tells that. A hash takes as long for all and is no part of it: so
 * much work would vary across such a border.
 */
public final class EvenTime {

    private static final long STEP = Duration.ofMillis(20).toNanos();

    private EvenTime() {}

    /** Runs the work, which must leave no transaction open: nothing is held while this waits. */
    public static void spend(Runnable work) {
        spend(() -> {
            work.run();
            return null;
        });
    }

    /** As {@link #spend(Runnable)}, for work that has a result. */
    public static <T> T spend(Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            long took = System.nanoTime() - start;
            waitUntil(start + (took / STEP + 1) * STEP);
        }
    }

    private static void waitUntil(long end) {
        long left = end - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}

package dev.gatehouse.web.testing;

import java.time.Duration;

/** How long a request takes at its best, so that a busy machine is not taken for a slow pattern. */
public final class Slowness {

    private static final int ATTEMPTS = 3;

    private Slowness() {}

    public static Duration of(Runnable request) {
        Duration best = Duration.ofMinutes(1);
        for (int i = 0; i < ATTEMPTS; i++) {
            long start = System.nanoTime();
            request.run();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        return best;
    }

    /** What the like may take of a harmless request of the same shape: four times as long, and half a second. */
    public static Duration limit(Runnable harmless) {
        return of(harmless).multipliedBy(4).plusMillis(500);
    }
}

package dev.gatehouse.storage.internal.backend;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps callers away from what just failed. Open after a number of failures in a row, for a pause that doubles with each
 * further one; then one caller may try, and its result decides.
 *
 * <p>MicroProfile's circuit breaker belongs to a method of a class and is the same for all its objects; each backend
 * needs one of its own, and one more for writing, as a full disk can still be read (docs/adr/0013).
 */
final class Circuit {

    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(60);

    private final int tolerated;
    private final LongSupplier nanos;
    private int failures;
    private long pause = FIRST_PAUSE;
    private long until;

    /** @param tolerated how many failures in a row it takes */
    Circuit(int tolerated, LongSupplier nanos) {
        this.tolerated = tolerated;
        this.nanos = nanos;
    }

    synchronized boolean isOpen() {
        return failures >= tolerated;
    }

    /** Whether the caller may go on; of an open circuit's callers, one after each pause. */
    synchronized boolean admits() {
        if (!isOpen()) {
            return true;
        }
        if (nanos.getAsLong() - until < 0) {
            return false;
        }
        until = nanos.getAsLong() + pause;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        pause = FIRST_PAUSE;
    }

    synchronized void failed() {
        fail(1);
    }

    /** A failure that says enough by itself. */
    synchronized void broke() {
        fail(tolerated);
    }

    private void fail(int weight) {
        boolean wasOpen = isOpen();
        failures = Math.min(failures + weight, tolerated);
        if (isOpen()) {
            pause = wasOpen ? Math.min(2 * pause, LONGEST_PAUSE) : FIRST_PAUSE;
            until = nanos.getAsLong() + pause;
        }
    }
}

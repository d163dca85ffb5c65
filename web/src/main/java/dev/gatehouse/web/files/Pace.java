package dev.gatehouse.web.files;

import java.time.Duration;

/**
 * The least that a transfer must move to keep its thread: 64 KiB a minute, judged anew each minute. What stands still
 * altogether is ended by the container within 30 seconds.
 */
final class Pace {

    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final long LEAST = 64 * 1024;

    private long began = System.nanoTime();
    private long moved;

    /** Whether the transfer may go on, having moved so many bytes more. */
    boolean keptWith(long bytes) {
        moved += bytes;
        long now = System.nanoTime();
        if (now - began < WINDOW) {
            return true;
        }
        boolean enough = moved >= LEAST;
        began = now;
        moved = 0;
        return enough;
    }
}

package dev.gatehouse.storage.internal.quota;

import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The room promised to one upload, kept alive and enlarged as its bytes come. Used by one thread. */
public final class Room {

    private static final Logger LOG = Logger.getLogger(Room.class.getName());
    private static final long RENEWED_EVERY = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_STEP = 64L << 20;

    private final Reservations reservations;
    private final UUID id;
    private final long maxBytes;
    private long bytes;
    private long renewed = System.nanoTime();

    Room(Reservations reservations, UUID id, long bytes, long maxBytes) {
        this.reservations = reservations;
        this.id = id;
        this.bytes = bytes;
        this.maxBytes = maxBytes;
    }

    /** The reservation's id. */
    public UUID id() {
        return id;
    }

    /** Whether there is room for so many bytes in all; asks for more where that is needed. */
    public boolean holds(long total) {
        if (total > bytes) {
            long needed = total - bytes;
            long wanted = Math.max(needed, Math.min(Math.min(bytes, LONGEST_STEP), maxBytes - bytes));
            bytes += reservations.extend(id, wanted, needed);
            renewed = System.nanoTime();
        } else if (System.nanoTime() - renewed > RENEWED_EVERY) {
            renew();
        }
        return total <= bytes;
    }

    /** A database that is away for a moment ends no upload: the end will tell whether the promise still stands. */
    private void renew() {
        renewed = System.nanoTime();
        try {
            reservations.renew(id);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "A reservation could not be renewed", e);
        }
    }
}

package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.internal.Transactions;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The right to write to an upload, kept alive while bytes come. Used by one thread. */
final class Lease {

    private static final Logger LOG = Logger.getLogger(Lease.class.getName());
    private static final long RENEWED_EVERY = Duration.ofSeconds(10).toNanos();

    private final UploadRows rows;
    private final Transactions transactions;
    private final UUID uploadId;
    private final UUID writer = UUID.randomUUID();
    private long renewed = System.nanoTime();

    Lease(UploadRows rows, Transactions transactions, UUID uploadId) {
        this.rows = rows;
        this.transactions = transactions;
        this.uploadId = uploadId;
    }

    UUID writer() {
        return writer;
    }

    /** Whether the upload still waits for this writer's bytes; asks seldom. */
    boolean holds() {
        if (System.nanoTime() - renewed < RENEWED_EVERY) {
            return true;
        }
        renewed = System.nanoTime();
        try {
            return transactions.required(() -> rows.renew(uploadId, writer));
        } catch (RuntimeException e) {
            // A database that is away for a moment ends no upload: the commit will tell.
            LOG.log(Level.FINE, "A lease could not be renewed", e);
            return true;
        }
    }

    /** Lets others write; a lease that cannot be given back now ends by itself. */
    void end() {
        try {
            transactions.required(() -> {
                rows.free(uploadId, writer);
                return writer;
            });
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "A lease could not be given back", e);
        }
    }
}

package dev.gatehouse.storage;

import dev.gatehouse.audit.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves all files from one backend to another. A file is copied, read back and compared with its hash before its row says
 * where it now lies; so a move that is interrupted, even by a killed node, goes on behind the last file that is done.
 */
public interface BackendMigrations {

    /** Begins a migration ({@code admin.storage_migrated}); it goes on by itself. */
    Outcome request(String from, String to, UUID adminId, Origin origin);

    Optional<Migration> find(UUID id);

    /** Newest first. */
    List<Migration> newest(int limit);

    /**
     * Goes on with the migration that is running, for up to about twenty seconds; of several nodes, one does.
     *
     * @return how many files were moved
     */
    int advance();

    /** What became of the wish. */
    sealed interface Outcome {

        record Started(Migration migration) implements Outcome {}

        /** Not one of {@code STORAGE_BACKENDS}. */
        record UnknownBackend(boolean isTarget) implements Outcome {}

        record SameBackend() implements Outcome {}

        /** There is one at a time. */
        record AlreadyRunning() implements Outcome {}
    }

    /**
     * A migration and how far it is.
     *
     * @param total files there were to move when it began
     * @param done files that need no more attention
     * @param bytes that were moved
     * @param failed files that stay where they are, because what lies there is not what was stored
     * @param finishedAt empty while it runs
     */
    record Migration(
            UUID id,
            String from,
            String to,
            long total,
            long done,
            long bytes,
            long failed,
            UUID requestedBy,
            Instant createdAt,
            Optional<Instant> finishedAt) {}
}

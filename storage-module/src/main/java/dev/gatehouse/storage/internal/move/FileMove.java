package dev.gatehouse.storage.internal.move;

import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Moves one file: copies it under a new key, reads the copy back, compares size and hash, and only then says in one
 * conditional statement that it lies there. Until then nothing has happened, whoever dies meanwhile.
 */
@ApplicationScoped
class FileMove {

    private static final Logger LOG = Logger.getLogger(FileMove.class.getName());

    private static final String SWITCH =
            """
            UPDATE storage.file SET backend = ?1, object_key = ?2
            WHERE id = ?3 AND backend = ?4 AND object_key = ?5
            """;

    /** Later: whoever looked up the row before the switch may be about to open it. */
    private static final String FORGET_OLD =
            """
            INSERT INTO storage.deleted_object (object_key, backend, deleted_at)
            VALUES (?1, ?2, clock_timestamp() + interval '10 minutes')
            """;

    private static final String AT_HOME = "DELETE FROM storage.fallen_back WHERE file_id = ?1";

    private final Backends backends;
    private final Statements statements;
    private final Transactions transactions;

    @Inject
    FileMove(Backends backends, Statements statements, Transactions transactions) {
        this.backends = backends;
        this.statements = statements;
        this.transactions = transactions;
    }

    /** What became of it. */
    enum Result {
        MOVED,
        /** Deleted or moved by somebody else meanwhile. */
        GONE,
        /** What lies at the old place is not what was stored. It stays there. */
        DAMAGED
    }

    /**
     * @param goesOn called with every piece that is copied
     * @param together done in the transaction that switches
     * @throws BackendUnavailable if either side is away; nothing has happened
     */
    Result move(Placed file, Backend target, Runnable goesOn, Runnable together) {
        ObjectKey copy = ObjectKey.draw();
        boolean kept = false;
        try {
            if (!copied(file, target, copy, goesOn)) {
                LOG.log(Level.SEVERE, "File {0} is damaged and stays where it is", file.fileId());
                return Result.DAMAGED;
            }
            demandSame(file, target, copy, goesOn);
            // From here on the copy may have its row, even if the answer to the commit is lost.
            kept = true;
            kept = switched(file, target, copy, together);
            return kept ? Result.MOVED : Result.GONE;
        } finally {
            if (!kept) {
                forget(target, copy);
            }
        }
    }

    private boolean copied(Placed file, Backend target, ObjectKey copy, Runnable goesOn) {
        Optional<InputStream> content = backends.named(file.backend()).open(file.key(), 0);
        if (content.isEmpty()) {
            return false;
        }
        try (Copied source = new Copied(content.get(), goesOn)) {
            target.put(copy, source);
            return source.isWhole(file);
        } catch (IOException e) {
            throw new BackendUnavailable(file.backend(), e);
        } catch (UncheckedIOException e) {
            throw new BackendUnavailable(file.backend(), e.getCause());
        }
    }

    private static void demandSame(Placed file, Backend target, ObjectKey copy, Runnable goesOn) {
        try (Copied back = new Copied(target.open(copy, 0).orElse(InputStream.nullInputStream()), goesOn)) {
            back.transferTo(OutputStream.nullOutputStream());
            if (!back.isWhole(file)) {
                throw new IOException("it gives back other bytes than it was given");
            }
        } catch (IOException e) {
            throw new BackendUnavailable(target.name(), e);
        }
    }

    private boolean switched(Placed file, Backend target, ObjectKey copy, Runnable together) {
        return transactions.required(() -> {
            boolean switched = statements.writeOne(
                    SWITCH,
                    target.name(),
                    copy.id(),
                    file.fileId(),
                    file.backend(),
                    file.key().id());
            if (switched) {
                statements.write(FORGET_OLD, file.key().id(), file.backend());
                statements.write(AT_HOME, file.fileId());
                together.run();
            }
            return switched;
        });
    }

    private static void forget(Backend target, ObjectKey copy) {
        try {
            target.delete(copy);
        } catch (BackendUnavailable e) {
            LOG.log(Level.FINE, "A copy without a row is left for the sweeper", e);
        }
    }
}

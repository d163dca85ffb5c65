package dev.gatehouse.storage.internal.file;

import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.backend.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds objects that no row knows: a node was killed between the object and its row. A day's grace is longer than any
 * upload or move takes, so that no object is judged before its row could be there.
 */
@ApplicationScoped
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class.getName());
    private static final Duration GRACE = Duration.ofDays(1);
    private static final int BATCH = 500;

    /** No lock that a long job would hold a connection for: a node that is killed has merely had its turn. */
    private static final String TAKE_TURN =
            """
            UPDATE storage.chore SET due_at = clock_timestamp() + interval '1 hour'
            WHERE name = 'sweep' AND due_at <= clock_timestamp()
            """;

    /**
     * An object counts as known only where its row says that it lies; what a finished move left behind is an orphan. The
     * casts keep the parameter one text, however many keys it holds.
     */
    private static final String KNOWN =
            """
            SELECT object_key, backend FROM storage.referenced_object
            WHERE backend = ?1 AND object_key = ANY (CAST(?2 AS uuid[]))
            """;

    private final Backends backends;
    private final Statements statements;
    private final Transactions transactions;
    private final Clock clock;

    @Inject
    Sweeper(Backends backends, Statements statements, Transactions transactions, Clock clock) {
        this.backends = backends;
        this.statements = statements;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether the hourly work is due; of the nodes that ask, one is told so. */
    boolean isMyTurn() {
        return transactions.required(() -> statements.writeOne(TAKE_TURN));
    }

    int sweep() {
        return backends.all().stream().mapToInt(this::sweep).sum();
    }

    private int sweep(Backend backend) {
        Instant before = clock.instant().minus(GRACE);
        int gone = 0;
        try (Stream<StoredObject> objects = backend.list()) {
            Iterator<ObjectKey> old = objects.filter(
                            object -> object.modifiedAt().isBefore(before))
                    .map(StoredObject::key)
                    .iterator();
            while (old.hasNext()) {
                List<ObjectKey> batch = new ArrayList<>();
                while (old.hasNext() && batch.size() < BATCH) {
                    batch.add(old.next());
                }
                gone += deleteUnknown(backend, batch);
            }
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "The sweeper stopped: {0}", e.getMessage());
        }
        return gone;
    }

    private int deleteUnknown(Backend backend, List<ObjectKey> keys) {
        String wanted = keys.stream().map(key -> key.id().toString()).collect(Collectors.joining(",", "{", "}"));
        List<UUID> known = transactions.required(() -> statements.all(KNOWN, backend.name(), wanted)).stream()
                .map(row -> (UUID) row[0])
                .toList();
        List<ObjectKey> orphans =
                keys.stream().filter(key -> !known.contains(key.id())).toList();
        orphans.forEach(key -> {
            LOG.log(Level.INFO, "Deleting an object without a row: {0}", key.id());
            backend.delete(key);
        });
        return orphans.size();
    }
}

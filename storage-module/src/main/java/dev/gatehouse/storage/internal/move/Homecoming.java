package dev.gatehouse.storage.internal.move;

import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings files to the backend where they would be if it had never been away. */
@ApplicationScoped
class Homecoming {

    private static final Logger LOG = Logger.getLogger(Homecoming.class.getName());

    /**
     * Files that lie on none of the backends from the first to the one that works. Those that could not be moved wait for
     * a while, so that they hold up no others.
     */
    private static final String DUE =
            """
            SELECT %s FROM storage.fallen_back b JOIN storage.file f ON f.id = b.file_id
            WHERE f.backend <> ALL (CAST(?1 AS text[]))
              AND (b.tried_at IS NULL OR b.tried_at < clock_timestamp() - interval '1 minute')
            ORDER BY b.tried_at NULLS FIRST LIMIT 50
            """
                    .formatted(Placed.COLUMNS);

    private static final String TRIED =
            "UPDATE storage.fallen_back SET tried_at = clock_timestamp() WHERE file_id = ?1";
    private static final String STILL_AWAY = "INSERT INTO storage.fallen_back (file_id) VALUES (?1)";

    private final Backends backends;
    private final FileMove fileMove;
    private final Statements statements;
    private final Transactions transactions;

    @Inject
    Homecoming(Backends backends, FileMove fileMove, Statements statements, Transactions transactions) {
        this.backends = backends;
        this.fileMove = fileMove;
        this.statements = statements;
        this.transactions = transactions;
    }

    int bringHome() {
        Backend target;
        try {
            target = backends.forWriting();
        } catch (BackendUnavailable e) {
            return 0;
        }
        Turn turn = new Turn("bring_home", statements, transactions);
        if (due(target).isEmpty() || !turn.take()) {
            return 0;
        }
        try {
            return bringHome(target, turn);
        } finally {
            turn.end();
        }
    }

    private int bringHome(Backend target, Turn turn) {
        int home = 0;
        List<Placed> due = due(target);
        while (!due.isEmpty() && turn.hasTime()) {
            for (Placed file : due) {
                turn.goesOn();
                if (!turn.hasTime() || !backends.worksForWriting(target.name())) {
                    return home;
                }
                home += moved(file, target, turn) ? 1 : 0;
            }
            due = due(target);
        }
        return home;
    }

    private boolean moved(Placed file, Backend target, Turn turn) {
        boolean moved = false;
        try {
            FileMove.Result result = fileMove.move(file, target, turn::goesOn, () -> remember(file, target));
            moved = result == FileMove.Result.MOVED;
        } catch (BackendUnavailable e) {
            LOG.log(Level.INFO, "A file waits for its way home: {0}", e.getMessage());
        }
        if (!moved) {
            transactions.required(() -> statements.write(TRIED, file.fileId()));
        }
        return moved;
    }

    /** The best that works now may still not be the one where it belongs. */
    private void remember(Placed file, Backend target) {
        if (backends.isFallback(target.name())) {
            statements.write(STILL_AWAY, file.fileId());
        }
    }

    private List<Placed> due(Backend target) {
        String better = "{" + String.join(",", backends.upTo(target.name())) + "}";
        return statements.all(DUE, better).stream().map(Placed::of).toList();
    }
}

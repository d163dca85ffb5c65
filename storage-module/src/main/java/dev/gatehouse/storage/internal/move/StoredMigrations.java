package dev.gatehouse.storage.internal.move;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.storage.BackendMigrations;
import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.move.MoveRows.Running;
import dev.gatehouse.storage.internal.move.MoveRows.Step;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Moves files one after the other, by their ids; the row remembers which was the last. */
@ApplicationScoped
class StoredMigrations implements BackendMigrations {

    private static final Logger LOG = Logger.getLogger(StoredMigrations.class.getName());

    private final Backends backends;
    private final FileMove fileMove;
    private final MoveRows rows;
    private final Statements statements;
    private final Transactions transactions;
    private final AuditTrail trail;

    @Inject
    StoredMigrations(
            Backends backends,
            FileMove fileMove,
            MoveRows rows,
            Statements statements,
            Transactions transactions,
            AuditTrail trail) {
        this.backends = backends;
        this.fileMove = fileMove;
        this.rows = rows;
        this.statements = statements;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Override
    public Outcome request(String from, String to, UUID adminId, Origin origin) {
        if (!backends.isConfigured(from) || !backends.isConfigured(to)) {
            return new Outcome.UnknownBackend(backends.isConfigured(from));
        }
        if (from.equals(to)) {
            return new Outcome.SameBackend();
        }
        UUID id = UUID.randomUUID();
        return transactions.required(() -> {
            if (!rows.begin(id, from, to, adminId)) {
                return new Outcome.AlreadyRunning();
            }
            Migration migration = rows.find(id).orElseThrow();
            trail.record(event(migration, origin).because("requested"));
            return new Outcome.Started(migration);
        });
    }

    @Override
    public Optional<Migration> find(UUID id) {
        return rows.find(id);
    }

    @Override
    public List<Migration> newest(int limit) {
        return rows.newest(limit);
    }

    @Override
    public int advance() {
        Turn turn = new Turn("migrate", statements, transactions);
        if (rows.running().isEmpty() || !turn.take()) {
            return 0;
        }
        try {
            return rows.running().map(running -> advance(running, turn)).orElse(0);
        } finally {
            turn.end();
        }
    }

    private int advance(Running running, Turn turn) {
        Migration migration = running.migration();
        UUID position = running.position();
        int moved = 0;
        try {
            Backend target = backends.named(migration.to());
            List<Placed> files = rows.next(migration.from(), position);
            while (!files.isEmpty()) {
                for (Placed file : files) {
                    if (!turn.hasTime()) {
                        return moved;
                    }
                    turn.goesOn();
                    moved += move(migration, file, position, target, turn) == FileMove.Result.MOVED ? 1 : 0;
                    position = file.fileId();
                }
                files = rows.next(migration.from(), position);
            }
            finish(migration, position);
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "A migration waits: {0}", e.getMessage());
        }
        return moved;
    }

    /** The step is in the transaction that switches the file's row, so that no file counts twice or never. */
    private FileMove.Result move(Migration migration, Placed file, UUID position, Backend target, Turn turn) {
        FileMove.Result result = fileMove.move(
                file,
                target,
                turn::goesOn,
                () -> rows.step(migration.id(), position, file.fileId(), Step.of(FileMove.Result.MOVED, file)));
        if (result != FileMove.Result.MOVED) {
            transactions.required(() -> {
                rows.step(migration.id(), position, file.fileId(), Step.of(result, file));
                return result;
            });
        }
        return result;
    }

    private void finish(Migration migration, UUID position) {
        transactions.required(() -> {
            boolean finished = rows.finish(migration.id(), position);
            if (finished) {
                trail.record(event(rows.find(migration.id()).orElseThrow(), Origin.none())
                        .because("finished"));
            }
            return finished;
        });
    }

    private static AuditEvent event(Migration migration, Origin origin) {
        return AuditEvent.success(EventType.ADMIN_STORAGE_MIGRATED, Actor.admin(migration.requestedBy()), origin)
                .with("migrationId", migration.id())
                .with("from", migration.from())
                .with("to", migration.to())
                .with("total", migration.total())
                .with("done", migration.done())
                .with("failed", migration.failed())
                .with("bytes", migration.bytes());
    }
}

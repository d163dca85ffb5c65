package dev.gatehouse.storage.internal.move;

import dev.gatehouse.storage.BackendMigrations.Migration;
import dev.gatehouse.storage.internal.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code storage.backend_move}, and the files that they are about. */
@ApplicationScoped
class MoveRows {

    private static final String COLUMNS =
            """
            id, from_backend, to_backend, total, done, bytes, failed, requested_by, created_at, finished_at, position
            """;

    /** Of two requests at once the index lets one in. */
    private static final String BEGIN =
            """
            INSERT INTO storage.backend_move (id, from_backend, to_backend, total, requested_by)
            SELECT ?1, ?2, ?3, count(*), ?4 FROM storage.file WHERE backend = ?2
            ON CONFLICT (state) WHERE state = 'running' DO NOTHING
            """;

    private static final String FIND = "SELECT " + COLUMNS + " FROM storage.backend_move WHERE id = ?1";
    private static final String RUNNING = "SELECT " + COLUMNS + " FROM storage.backend_move WHERE state = 'running'";
    private static final String NEWEST =
            "SELECT " + COLUMNS + " FROM storage.backend_move ORDER BY created_at DESC, id LIMIT ?1";

    private static final String NEXT = "SELECT " + Placed.COLUMNS
            + " FROM storage.file f WHERE f.backend = ?1 AND f.id > ?2 ORDER BY f.id LIMIT 100";

    /** Conditional on where it stood: of two nodes that believe it is their turn, one goes on. */
    private static final String STEP =
            """
            UPDATE storage.backend_move
            SET position = ?3, done = done + ?4, bytes = bytes + ?5, failed = failed + ?6
            WHERE id = ?1 AND position = ?2 AND state = 'running'
            """;

    private static final String FINISH =
            """
            UPDATE storage.backend_move SET state = 'finished', finished_at = clock_timestamp()
            WHERE id = ?1 AND position = ?2 AND state = 'running'
            """;

    private final Statements statements;

    @Inject
    MoveRows(Statements statements) {
        this.statements = statements;
    }

    /** @param position the last file that was looked at */
    record Running(Migration migration, UUID position) {}

    boolean begin(UUID id, String from, String to, UUID adminId) {
        return statements.writeOne(BEGIN, id, from, to, adminId);
    }

    Optional<Migration> find(UUID id) {
        return statements.all(FIND, id).stream().map(MoveRows::migration).findFirst();
    }

    List<Migration> newest(int limit) {
        return statements.all(NEWEST, limit).stream().map(MoveRows::migration).toList();
    }

    Optional<Running> running() {
        return statements.all(RUNNING).stream()
                .map(row -> new Running(migration(row), (UUID) row[10]))
                .findFirst();
    }

    List<Placed> next(String backend, UUID position) {
        return statements.all(NEXT, backend, position).stream().map(Placed::of).toList();
    }

    /** @throws IllegalStateException if another node went on meanwhile; rolls back what was done together */
    void step(UUID id, UUID from, UUID to, Step step) {
        if (!statements.writeOne(STEP, id, from, to, step.done(), step.bytes(), step.failed())) {
            throw new IllegalStateException("Another node goes on with migration " + id);
        }
    }

    boolean finish(UUID id, UUID position) {
        return statements.writeOne(FINISH, id, position);
    }

    /** What one file added. */
    record Step(long done, long bytes, long failed) {

        static Step of(FileMove.Result result, Placed file) {
            return switch (result) {
                case MOVED -> new Step(1, file.size(), 0);
                case GONE -> new Step(1, 0, 0);
                case DAMAGED -> new Step(0, 0, 1);
            };
        }
    }

    private static Migration migration(Object[] row) {
        return new Migration(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                number(row[3]),
                number(row[4]),
                number(row[5]),
                number(row[6]),
                (UUID) row[7],
                time(row[8]),
                Optional.ofNullable(row[9]).map(MoveRows::time));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static Instant time(Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : ((java.sql.Timestamp) value).toInstant();
    }
}

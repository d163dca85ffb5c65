package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.UploadSettings;
import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code storage.upload} and their pieces, in the caller's transaction. */
@ApplicationScoped
class UploadRows {

    /** Longer than a body may stand still, and not so long that anyone waits much for a node that was killed. */
    static final Duration LEASE = Duration.ofSeconds(45);

    private static final String CREATE =
            """
            INSERT INTO storage.upload (id, account_id, name, declared_type, metadata, length, expires_at)
            VALUES (?1, ?2, ?3, nullif(?4, ''), ?5, ?6, clock_timestamp() + make_interval(secs => ?7))
            """;

    private static final String OWN =
            "SELECT * FROM storage.upload WHERE id = ?1 AND account_id = ?2 AND expires_at > clock_timestamp()";
    private static final String HELD = " FOR UPDATE";
    private static final String ANY = "SELECT * FROM storage.upload WHERE id = ?1 AND account_id = ?2";
    private static final String PAST = ANY + " AND expires_at < clock_timestamp()";

    private static final String LEASE_TO =
            """
            UPDATE storage.upload SET writer = ?2, writer_until = clock_timestamp() + make_interval(secs => ?3)
            WHERE id = ?1 AND (writer IS NULL OR writer = ?2 OR writer_until < clock_timestamp())
            """;

    private static final String RENEW =
            """
            UPDATE storage.upload SET writer_until = clock_timestamp() + make_interval(secs => ?3)
            WHERE id = ?1 AND writer = ?2
            """;

    private static final String FREE =
            "UPDATE storage.upload SET writer = NULL, writer_until = NULL WHERE id = ?1 AND writer = ?2";

    private static final String ADD =
            """
            INSERT INTO storage.upload_piece (object_key, upload_id, first, counted, sha256, backend)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """;

    private static final String ADVANCE =
            """
            UPDATE storage.upload SET received = ?2, expires_at = clock_timestamp() + make_interval(secs => ?3)
            WHERE id = ?1
            """;

    private static final String PIECES =
            """
            SELECT object_key, backend, first, counted, sha256 FROM storage.upload_piece
            WHERE upload_id = ?1 AND counted > 0 ORDER BY first
            """;

    private static final String FINISH =
            """
            UPDATE storage.upload
            SET received = length, file_id = ?2, writer = NULL, writer_until = NULL,
                expires_at = clock_timestamp() + make_interval(secs => ?3)
            WHERE id = ?1
            """;

    private static final String FORGET_PIECES =
            """
            WITH gone AS (DELETE FROM storage.upload_piece WHERE upload_id = ?1 RETURNING object_key, backend)
            INSERT INTO storage.deleted_object (object_key, backend) SELECT object_key, backend FROM gone
            """;

    private static final String DELETE = "DELETE FROM storage.upload WHERE id = ?1";

    /** A writer that is still at it will see to it that the time has not passed, or fail. */
    private static final String EXPIRED =
            """
            SELECT id, account_id FROM storage.upload
            WHERE expires_at < clock_timestamp() AND coalesce(writer_until < clock_timestamp(), true)
            ORDER BY expires_at LIMIT 200
            """;

    private final Statements statements;
    private final UploadSettings settings;

    @Inject
    UploadRows(Statements statements, UploadSettings settings) {
        this.statements = statements;
        this.settings = settings;
    }

    void create(UUID id, UploadRequest request, String name, String metadata) {
        statements.write(
                CREATE,
                id,
                request.accountId(),
                name,
                request.declaredType().orElse(""),
                metadata,
                request.length().most(),
                kept());
    }

    Optional<PartialUpload> find(UUID accountId, UUID id) {
        return statements.all(PartialUpload.class, OWN, id, accountId).stream().findFirst();
    }

    /** As {@link #find}, and holds the row to the end of the transaction. */
    Optional<PartialUpload> lockLiving(UUID accountId, UUID id) {
        return held(OWN, accountId, id);
    }

    /** Holds the row, also one whose time has passed. */
    Optional<PartialUpload> lock(UUID accountId, UUID id) {
        return held(ANY, accountId, id);
    }

    Optional<PartialUpload> lockExpired(UUID accountId, UUID id) {
        return held(PAST, accountId, id);
    }

    /** @return whether the writer may write now */
    boolean lease(UUID id, UUID writer) {
        return statements.writeOne(LEASE_TO, id, writer, LEASE.toSeconds());
    }

    boolean renew(UUID id, UUID writer) {
        return statements.writeOne(RENEW, id, writer, LEASE.toSeconds());
    }

    void free(UUID id, UUID writer) {
        statements.write(FREE, id, writer);
    }

    void add(UUID id, Piece piece) {
        statements.write(ADD, piece.key().id(), id, piece.first(), piece.counted(), piece.sha256(), piece.backend());
        statements.write(ADVANCE, id, piece.end(), kept());
    }

    /** Those of which anything counts, in their order. */
    List<Piece> pieces(UUID id) {
        return statements.all(PIECES, id).stream().map(UploadRows::piece).toList();
    }

    void finish(UUID id, UUID fileId) {
        statements.write(FINISH, id, fileId, kept());
        statements.write(FORGET_PIECES, id);
    }

    void delete(UUID id) {
        statements.write(FORGET_PIECES, id);
        statements.write(DELETE, id);
    }

    /** Upload and account, of some whose time has passed. */
    List<Object[]> expired() {
        return statements.all(EXPIRED);
    }

    private Optional<PartialUpload> held(String which, UUID accountId, UUID id) {
        return statements.all(PartialUpload.class, which + HELD, id, accountId).stream()
                .findFirst();
    }

    private long kept() {
        return settings.keepUnfinished().toSeconds();
    }

    private static Piece piece(Object[] row) {
        return new Piece(
                new ObjectKey((UUID) row[0]),
                (String) row[1],
                ((Number) row[2]).longValue(),
                ((Number) row[3]).longValue(),
                (String) row[4]);
    }
}

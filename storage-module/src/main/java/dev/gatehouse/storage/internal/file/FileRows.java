package dev.gatehouse.storage.internal.file;

import dev.gatehouse.storage.Position;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.quota.Room;
import dev.gatehouse.storage.internal.upload.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code storage.file}, always together with the totals that they make up. */
@ApplicationScoped
class FileRows {

    /** The promise becomes use and the object becomes a file, or, where the promise has ended, nothing happens. */
    private static final String SETTLE =
            """
            WITH gone AS (DELETE FROM storage.reservation WHERE id = ?1 RETURNING account_id, bytes),
            used AS (
              UPDATE storage.usage u
              SET used_bytes = u.used_bytes + ?2, file_count = u.file_count + 1,
                  reserved_bytes = u.reserved_bytes - gone.bytes, reserved_files = u.reserved_files - 1
              FROM gone WHERE u.account_id = gone.account_id RETURNING u.account_id)
            INSERT INTO storage.file
              (id, account_id, kind, name, content_type, size, sha256, backend, object_key, created_at)
            SELECT ?3, account_id, 'file', ?4, ?5, ?2, ?6, ?7, ?8, ?9 FROM used
            """;

    private static final String NEWEST =
            """
            SELECT * FROM storage.file WHERE account_id = ?1 AND kind = 'file'
            ORDER BY created_at DESC, id DESC LIMIT ?2
            """;

    private static final String OLDER =
            """
            SELECT * FROM storage.file WHERE account_id = ?1 AND kind = 'file' AND (created_at, id) < (?3, ?4)
            ORDER BY created_at DESC, id DESC LIMIT ?2
            """;

    private static final String OWN = "SELECT * FROM storage.file WHERE id = ?1 AND account_id = ?2 AND kind = 'file'";

    /** The object is remembered in the statement that forgets its row: no crash comes between. */
    private static final String DELETE =
            """
            WITH gone AS (
              DELETE FROM storage.file WHERE id = ?1 AND account_id = ?2 AND kind = 'file'
              RETURNING account_id, size, backend, object_key),
            given AS (
              UPDATE storage.usage u SET used_bytes = u.used_bytes - gone.size, file_count = u.file_count - 1
              FROM gone WHERE u.account_id = gone.account_id)
            INSERT INTO storage.deleted_object (object_key, backend) SELECT object_key, backend FROM gone
            """;

    /** Uploads are held first, so that none of them gets another piece meanwhile. */
    private static final List<String> DELETE_ALL = List.of(
            "UPDATE storage.upload SET writer = NULL, writer_until = NULL WHERE account_id = ?1",
            """
            WITH gone AS (
              DELETE FROM storage.upload_piece p USING storage.upload u
              WHERE u.id = p.upload_id AND u.account_id = ?1 RETURNING p.backend, p.object_key)
            INSERT INTO storage.deleted_object (object_key, backend) SELECT object_key, backend FROM gone
            """,
            "DELETE FROM storage.upload WHERE account_id = ?1",
            "DELETE FROM storage.reservation WHERE account_id = ?1",
            """
            WITH gone AS (DELETE FROM storage.file WHERE account_id = ?1 RETURNING backend, object_key)
            INSERT INTO storage.deleted_object (object_key, backend) SELECT object_key, backend FROM gone
            """,
            "DELETE FROM storage.usage WHERE account_id = ?1");

    private final Statements statements;

    @Inject
    FileRows(Statements statements) {
        this.statements = statements;
    }

    /** @return whether the room was still promised; if not, nothing was written */
    boolean settle(Room room, StoredFile file, Taken.Kept kept) {
        return statements.writeOne(
                SETTLE,
                room.id(),
                file.size(),
                file.id(),
                file.name(),
                file.contentType(),
                file.sha256(),
                kept.backend(),
                kept.key().id(),
                OffsetDateTime.ofInstant(file.createdAt(), ZoneOffset.UTC));
    }

    List<KeptFile> list(UUID accountId, Optional<Position> after, int limit) {
        return after.map(place -> statements.all(
                        KeptFile.class,
                        OLDER,
                        accountId,
                        limit,
                        OffsetDateTime.ofInstant(place.createdAt(), ZoneOffset.UTC),
                        place.id()))
                .orElseGet(() -> statements.all(KeptFile.class, NEWEST, accountId, limit));
    }

    Optional<KeptFile> find(UUID accountId, UUID fileId) {
        return statements.all(KeptFile.class, OWN, fileId, accountId).stream().findFirst();
    }

    boolean delete(KeptFile file) {
        return statements.writeOne(DELETE, file.file().id(), file.file().accountId());
    }

    void deleteAllOf(UUID accountId) {
        DELETE_ALL.forEach(statement -> statements.write(statement, accountId));
    }
}

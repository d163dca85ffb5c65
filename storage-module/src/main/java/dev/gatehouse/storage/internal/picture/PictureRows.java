package dev.gatehouse.storage.internal.picture;

import dev.gatehouse.storage.Pictures.Picture;
import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code storage.file} that are pictures: one for each account that has one. */
@ApplicationScoped
class PictureRows {

    /** Those who change one account's picture at once wait for each other here. */
    private static final String TURN =
            """
            INSERT INTO storage.usage AS u (account_id) VALUES (?1)
            ON CONFLICT (account_id) DO UPDATE SET used_bytes = u.used_bytes
            """;

    private static final String REMOVE =
            """
            WITH gone AS (
              DELETE FROM storage.file WHERE account_id = ?1 AND kind = 'picture' RETURNING backend, object_key)
            INSERT INTO storage.deleted_object (object_key, backend) SELECT object_key, backend FROM gone
            """;

    private static final String ADD =
            """
            INSERT INTO storage.file (id, account_id, kind, name, content_type, size, sha256, backend, object_key)
            VALUES (?1, ?2, 'picture', 'picture', ?3, ?4, ?5, ?6, ?7)
            """;

    private static final String DISCARD = "INSERT INTO storage.deleted_object (object_key, backend) VALUES (?1, ?2)";

    private static final String FIND =
            """
            SELECT content_type, sha256, backend, object_key, id FROM storage.file
            WHERE account_id = ?1 AND kind = 'picture'
            """;

    private static final String FIND_FILE =
            """
            SELECT content_type, sha256, backend, object_key, id FROM storage.file
            WHERE account_id = ?1 AND id = ?2 AND kind = 'file' AND size <= ?3
            """;

    private final Statements statements;

    @Inject
    PictureRows(Statements statements) {
        this.statements = statements;
    }

    /** Where a picture, or a file that may hold an image, lies. */
    record Place(Picture picture, String backend, ObjectKey key, UUID id) {

        private static Place of(Object[] row) {
            return new Place(
                    new Picture((String) row[0], (String) row[1]), (String) row[2], new ObjectKey((UUID) row[3]), (UUID)
                            row[4]);
        }
    }

    Optional<Place> find(UUID accountId) {
        return first(statements.all(FIND, accountId));
    }

    Optional<Place> findFile(UUID accountId, UUID fileId, long mostBytes) {
        return first(statements.all(FIND_FILE, accountId, fileId, mostBytes));
    }

    /** From here to the end of the transaction nobody else changes the account's picture. */
    void takeTurn(UUID accountId) {
        statements.write(TURN, accountId);
    }

    /** An object that no row will ever name goes as soon as its backend lets it. */
    void discard(Place place) {
        statements.write(DISCARD, place.key().id(), place.backend());
    }

    /** In the turn of the one who does. */
    void replace(UUID accountId, Place place, long size) {
        statements.write(REMOVE, accountId);
        statements.write(
                ADD,
                place.id(),
                accountId,
                place.picture().contentType(),
                size,
                place.picture().sha256(),
                place.backend(),
                place.key().id());
    }

    boolean remove(UUID accountId) {
        return statements.writeOne(REMOVE, accountId);
    }

    private static Optional<Place> first(List<Object[]> rows) {
        return rows.stream().findFirst().map(Place::of);
    }
}

package dev.gatehouse.storage.internal.move;

import dev.gatehouse.storage.internal.backend.ObjectKey;
import java.util.UUID;

/** A file, where its bytes lie, and how to know them. */
record Placed(UUID fileId, String backend, ObjectKey key, long size, String sha256) {

    /** The columns of a row, in this order. */
    static final String COLUMNS = "f.id, f.backend, f.object_key, f.size, f.sha256";

    static Placed of(Object[] row) {
        return new Placed(
                (UUID) row[0], (String) row[1], new ObjectKey((UUID) row[2]), ((Number) row[3]).longValue(), (String)
                        row[4]);
    }
}

package dev.gatehouse.storage.internal.file;

import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Objects whose rows are gone, until they are gone too. A backend that is away is asked again later. */
@ApplicationScoped
class DeletedObjects {

    private static final Logger LOG = Logger.getLogger(DeletedObjects.class.getName());

    /** Those that were never tried first, so that one backend that is away holds up no other's. */
    private static final String DUE =
            """
            SELECT object_key, backend FROM storage.deleted_object
            WHERE tried_at IS NULL AND deleted_at < clock_timestamp() - interval '10 seconds'
              OR tried_at < clock_timestamp() - interval '1 minute'
            ORDER BY tried_at NULLS FIRST LIMIT 200
            """;

    private static final String TRIED =
            "UPDATE storage.deleted_object SET tried_at = clock_timestamp() WHERE object_key = ?1";
    private static final String GONE = "DELETE FROM storage.deleted_object WHERE object_key = ?1";

    private final Statements statements;
    private final Transactions transactions;
    private final Backends backends;

    @Inject
    DeletedObjects(Statements statements, Transactions transactions, Backends backends) {
        this.statements = statements;
        this.transactions = transactions;
        this.backends = backends;
    }

    /** Called after the commit that deleted the row; what fails is left to {@link #removeDue()}. */
    void removeNow(KeptFile file) {
        remove(file.backend(), file.key());
    }

    /** @return how many are gone */
    int removeDue() {
        List<Object[]> due = transactions.required(() -> statements.all(DUE));
        return (int) due.stream()
                .filter(row -> remove((String) row[1], new ObjectKey((UUID) row[0])))
                .count();
    }

    private boolean remove(String backend, ObjectKey key) {
        try {
            backends.named(backend).delete(key);
            transactions.required(() -> statements.write(GONE, key.id()));
            return true;
        } catch (BackendUnavailable e) {
            LOG.log(Level.FINE, "A deleted object stays for now", e);
            transactions.required(() -> statements.write(TRIED, key.id()));
            return false;
        }
    }
}

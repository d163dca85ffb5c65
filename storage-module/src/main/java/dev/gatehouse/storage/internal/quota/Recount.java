package dev.gatehouse.storage.internal.quota;

import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts anew what every account keeps and has been promised. The totals are kept with every change and should never be
 * off; where they are, this repairs them and says so.
 */
@ApplicationScoped
public class Recount {

    private static final Logger LOG = Logger.getLogger(Recount.class.getName());

    /** Only looks: the totals are read in one moment, so that what is off here is off. */
    private static final String OFF =
            """
            SELECT account_id, 1 FROM (
              SELECT account_id, sum(b) AS b, sum(n) AS n, sum(rb) AS rb, sum(rn) AS rn FROM (
                SELECT account_id, size AS b, 1 AS n, 0 AS rb, 0 AS rn FROM storage.file WHERE kind = 'file'
                UNION ALL SELECT account_id, 0, 0, bytes, 1 FROM storage.reservation
                UNION ALL SELECT account_id, -used_bytes, -file_count, -reserved_bytes, -reserved_files
                  FROM storage.usage) AS parts
              GROUP BY account_id) AS sums
            WHERE b <> 0 OR n <> 0 OR rb <> 0 OR rn <> 0
            """;

    private static final String HOLD =
            """
            INSERT INTO storage.usage AS u (account_id) VALUES (?1)
            ON CONFLICT (account_id) DO UPDATE SET used_bytes = u.used_bytes
            """;

    /** A statement of its own behind the lock: it sees everything that was committed before. */
    private static final String REPAIR =
            """
            UPDATE storage.usage u
            SET used_bytes = f.bytes, file_count = f.files, reserved_bytes = r.bytes, reserved_files = r.files
            FROM (SELECT coalesce(sum(size), 0) AS bytes, count(*) AS files
                  FROM storage.file WHERE account_id = ?1 AND kind = 'file') AS f,
                 (SELECT coalesce(sum(bytes), 0) AS bytes, count(*) AS files
                  FROM storage.reservation WHERE account_id = ?1) AS r
            WHERE u.account_id = ?1
            """;

    private final Statements statements;
    private final Transactions transactions;

    @Inject
    public Recount(Statements statements, Transactions transactions) {
        this.statements = statements;
        this.transactions = transactions;
    }

    /** @return how many accounts were off */
    public int all() {
        List<Object[]> off = transactions.required(() -> statements.all(OFF));
        off.forEach(row -> repair((UUID) row[0]));
        return off.size();
    }

    private void repair(UUID accountId) {
        LOG.log(Level.WARNING, "The storage totals of account {0} were off and are counted anew", accountId);
        transactions.required(() -> statements.write(HOLD, accountId) + statements.write(REPAIR, accountId));
    }
}

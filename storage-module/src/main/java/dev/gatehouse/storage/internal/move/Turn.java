package dev.gatehouse.storage.internal.move;

import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import java.util.concurrent.TimeUnit;

/**
 * A node's turn at work that one node does for all. It is taken for half a minute and prolonged as the work goes on, so
 * that another takes over from a node that is killed. An advisory lock would hold a connection for as long as bytes are
 * copied; and as a node that was frozen may believe for a moment that it still has its turn, nothing but saving work
 * depends on it: every change is conditional on what it changes.
 */
final class Turn {

    private static final String TAKE =
            """
            UPDATE storage.chore SET due_at = clock_timestamp() + interval '30 seconds'
            WHERE name = ?1 AND due_at <= clock_timestamp()
            """;
    private static final String PROLONG =
            "UPDATE storage.chore SET due_at = clock_timestamp() + interval '30 seconds' WHERE name = ?1";
    private static final String END = "UPDATE storage.chore SET due_at = clock_timestamp() WHERE name = ?1";
    private static final long PROLONG_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long WORK_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final String chore;
    private final Statements statements;
    private final Transactions transactions;
    private final long begun = System.nanoTime();
    private long prolonged = begun;

    Turn(String chore, Statements statements, Transactions transactions) {
        this.chore = chore;
        this.statements = statements;
        this.transactions = transactions;
    }

    boolean take() {
        return transactions.required(() -> statements.writeOne(TAKE, chore));
    }

    /** To be called now and then while the work goes on. */
    void goesOn() {
        if (System.nanoTime() - prolonged > PROLONG_NANOS) {
            prolonged = System.nanoTime();
            transactions.required(() -> statements.write(PROLONG, chore));
        }
    }

    /** Whether there is time for another piece of work. */
    boolean hasTime() {
        return System.nanoTime() - begun < WORK_NANOS;
    }

    void end() {
        transactions.required(() -> statements.write(END, chore));
    }
}

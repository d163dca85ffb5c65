package dev.gatehouse.auth.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Draws the border of a transaction inside a call. Whatever waits for the hashing gate first must hold no connection
 * meanwhile, and a try is counted before, and a refusal recorded after, the transaction that decides it; so these
 * methods are not transactional themselves and pass their writes through here. Nothing else needs this class; other API
 * implementations are {@code @Transactional}.
 */
@ApplicationScoped
public class Transactions {

    /** Runs the work in the caller's transaction, or in a new one; an exception rolls back. */
    @Transactional
    public <T> T required(Supplier<T> work) {
        return work.get();
    }
}

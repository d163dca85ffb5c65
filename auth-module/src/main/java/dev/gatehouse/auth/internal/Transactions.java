package dev.gatehouse.auth.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Draws the border of a transaction inside a call. Sign-up and sign-in wait for the hashing gate first and must hold no
 * connection meanwhile, and a refused code is counted and recorded after the transaction that refused it; so their
 * methods are not transactional themselves and pass their writes through here: one transaction for all of them. Nothing
 * else needs this class; other API implementations are {@code @Transactional}.
 */
@ApplicationScoped
public class Transactions {

    /** Runs the work in the caller's transaction, or in a new one; an exception rolls back. */
    @Transactional
    public <T> T required(Supplier<T> work) {
        return work.get();
    }
}

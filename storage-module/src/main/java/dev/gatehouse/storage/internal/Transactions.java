package dev.gatehouse.storage.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Draws the border of a transaction inside a call. While bytes stream, for as long as a slow client likes, no
 * transaction may be open and no connection held; so what moves bytes is not transactional itself and passes its writes
 * through here.
 */
@ApplicationScoped
public class Transactions {

    /** Runs the work in the caller's transaction, or in a new one; an exception rolls back. */
    @Transactional
    public <T> T required(Supplier<T> work) {
        return work.get();
    }
}

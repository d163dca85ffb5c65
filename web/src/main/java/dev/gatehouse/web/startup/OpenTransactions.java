package dev.gatehouse.web.startup;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets in only so many transactions at a time that each finds the connections it needs. A transaction takes one from
 * the pool for each module that it passes through (they share the first one's, but each counts). Without a limit many
 * that hold their first, and wait for the second or for a row, would keep the pool from the one that they wait for.
 */
@ApplicationScoped
class OpenTransactions {

    /** Of modules with a persistence unit of their own that one transaction passes through. */
    private static final int MODULES = 4;

    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore places = new Semaphore((Producers.MAX_CONNECTIONS - 2) / MODULES, true);
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    /** Runs the call in a place, which calls within it share. */
    Object admit(InvocationContext call) throws Exception {
        if (inside.get()) {
            return call.proceed();
        }
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new ProblemException(Problem.unavailable(1));
        }
        inside.set(true);
        try {
            return call.proceed();
        } finally {
            inside.remove();
            places.release();
        }
    }
}

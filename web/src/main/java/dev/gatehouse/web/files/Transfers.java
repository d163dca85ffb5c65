package dev.gatehouse.web.files;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many uploads and downloads run at once. Each holds one of the container's 200 threads for as long as its
 * client takes; those beyond the bound are told to come back, so that sign-ins always find a thread, and one account
 * cannot take every place.
 */
@ApplicationScoped
public class Transfers {

    private static final int MOST = 150;
    private static final int MOST_OF_ONE = 110;
    private static final long RETRY_SECONDS = 5;

    private final AtomicInteger running = new AtomicInteger();
    private final ConcurrentMap<UUID, Integer> byAccount = new ConcurrentHashMap<>();

    /** A place; leaving it more than once does no harm. */
    public final class Place {

        private final UUID accountId;
        private boolean held = true;

        private Place(UUID accountId) {
            this.accountId = accountId;
        }

        public void leave() {
            if (held) {
                held = false;
                running.decrementAndGet();
                byAccount.computeIfPresent(accountId, (account, count) -> count > 1 ? count - 1 : null);
            }
        }
    }

    /** @throws ProblemException if too many are running, of this account or of all */
    public Place begin(UUID accountId) {
        if (running.incrementAndGet() > MOST) {
            running.decrementAndGet();
            throw new ProblemException(Problem.unavailable(RETRY_SECONDS));
        }
        if (byAccount.merge(accountId, 1, Integer::sum) > MOST_OF_ONE) {
            new Place(accountId).leave();
            throw new ProblemException(Problem.rateLimited(RETRY_SECONDS));
        }
        return new Place(accountId);
    }
}

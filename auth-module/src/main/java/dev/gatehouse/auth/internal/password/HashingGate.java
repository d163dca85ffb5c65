package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.HashingOverloaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Lets one hash per core run at a time and a bounded number wait, first come, first served; whoever comes after that is
 * turned away at once. More hashes at a time would only take memory and make all of them late. Callers hold no
 * transaction and no connection here.
 */
@ApplicationScoped
class HashingGate {

    private static final int QUEUE_LENGTH = 64;

    private final Semaphore running;
    private final Semaphore admitted;

    @Inject
    HashingGate() {
        this(Runtime.getRuntime().availableProcessors(), QUEUE_LENGTH);
    }

    HashingGate(int atOnce, int queueLength) {
        running = new Semaphore(atOnce, true);
        admitted = new Semaphore(atOnce + queueLength);
    }

    /** @throws HashingOverloaded if the queue is full; the work is not done then */
    <T> T pass(Supplier<T> hashing) {
        if (!admitted.tryAcquire()) {
            throw new HashingOverloaded(
                    Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 3)));
        }
        try {
            running.acquireUninterruptibly();
            try {
                return hashing.get();
            } finally {
                running.release();
            }
        } finally {
            admitted.release();
        }
    }

    /** How many more callers would be let in now. */
    int places() {
        return admitted.availablePermits();
    }
}

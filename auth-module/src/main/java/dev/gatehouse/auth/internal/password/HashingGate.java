package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.HashingOverloaded;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets one hash per core run at a time and a bounded number wait, first come, first served; whoever comes after that is
 * turned away at once. More hashes at a time would only take memory and make all of them late. The hashes have threads
 * of their own: the native allocator keeps memory by thread, and on the request threads each would keep its 19 MiB.
 * Callers hold no transaction and no connection here.
 */
@ApplicationScoped
class HashingGate {

    private static final int QUEUE_LENGTH = 64;

    private final ThreadPoolExecutor hashing;

    @Inject
    HashingGate() {
        this(Runtime.getRuntime().availableProcessors(), QUEUE_LENGTH);
    }

    HashingGate(int atOnce, int queueLength) {
        hashing = new ThreadPoolExecutor(
                atOnce, atOnce, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueLength), HashingGate::thread);
    }

    /** @throws HashingOverloaded if the queue is full, or closes with the caller in it; the work is not done then */
    <T> T pass(Supplier<T> work) {
        try {
            return hashing.submit(work::get).get();
        } catch (RejectedExecutionException | CancellationException e) {
            throw new HashingOverloaded(
                    Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 3)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a password was hashed", e);
        }
    }

    /** How many more callers may wait now. */
    int places() {
        return hashing.getQueue().remainingCapacity();
    }

    /** Whoever waits would wait for ever: the pool forgets the work that it has not begun. */
    @PreDestroy
    void close() {
        for (Runnable forgotten : hashing.shutdownNow()) {
            ((Future<?>) forgotten).cancel(false);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "password-hashing");
        thread.setDaemon(true);
        return thread;
    }
}

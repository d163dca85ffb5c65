package dev.gatehouse.auth.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many threads that do something at once. */
public final class Race {

    private Race() {}

    /** The result of each runner; all start together. */
    public static <T> List<T> of(int runners, IntFunction<T> run) {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        CyclicBarrier start = new CyclicBarrier(runners);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int number = i;
                tasks.add(() -> {
                    start.await();
                    return run.apply(number);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}

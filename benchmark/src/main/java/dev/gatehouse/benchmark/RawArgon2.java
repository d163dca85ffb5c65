package dev.gatehouse.benchmark;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What the cores can hash at best: native Argon2id on every core, and nothing else. */
final class RawArgon2 {

    private RawArgon2() {}

    static double perSecond(int memoryKib, int iterations, int seconds)
            throws InterruptedException, ExecutionException {
        hash(memoryKib, iterations, System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try {
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(seconds);
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                work.add(() -> hash(memoryKib, iterations, end));
            }
            int hashes = 0;
            for (Future<Integer> one : threads.invokeAll(work)) {
                hashes += one.get();
            }
            return hashes / ((System.nanoTime() - start) / 1e9);
        } finally {
            threads.shutdown();
        }
    }

    private static int hash(int memoryKib, int iterations, long end) {
        Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id);
        byte[] password = "Correct-Horse-7".getBytes(StandardCharsets.UTF_8);
        byte[] salt = new byte[16];
        int hashes = 0;
        for (; System.nanoTime() < end; hashes++) {
            argon2.rawHash(iterations, memoryKib, 1, password, salt);
        }
        return hashes;
    }
}

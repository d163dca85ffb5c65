package dev.gatehouse.auth.internal;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A throttle that counts and lets a test say how much is too much. Each try must be settled once. */
public final class CountedFailures implements FailedSecrets {

    private final Map<Holder, AtomicInteger> failures = new ConcurrentHashMap<>();
    public volatile int limit = Integer.MAX_VALUE;

    @Override
    public Optional<Duration> mustWait(Holder holder, Client client) {
        if (of(holder) >= limit) {
            return Optional.of(Duration.ofSeconds(1));
        }
        counter(holder).incrementAndGet();
        return Optional.empty();
    }

    @Override
    public void failed(Holder holder, Client client) {
        // counted before it was looked at
    }

    @Override
    public void takeBack(Holder holder, Client client) {
        counter(holder).decrementAndGet();
    }

    @Override
    public void succeeded(Holder holder, Client client) {
        counter(holder).set(0);
    }

    /** How many in a row. */
    public int of(Holder holder) {
        return counter(holder).get();
    }

    private AtomicInteger counter(Holder holder) {
        return failures.computeIfAbsent(holder, unknown -> new AtomicInteger());
    }
}

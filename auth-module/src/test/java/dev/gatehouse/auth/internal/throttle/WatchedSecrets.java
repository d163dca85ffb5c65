package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The real throttle, watched: remembers how tries were settled, and lets nobody try whom a test has shut out. */
public final class WatchedSecrets implements FailedSecrets {

    public static final Duration DELAY = Duration.ofSeconds(64);

    private final FailedSecrets real;
    private final Map<Holder, AtomicInteger> inARow = new ConcurrentHashMap<>();
    private final List<Holder> takenBack = new CopyOnWriteArrayList<>();
    private final Set<Holder> shutOut = ConcurrentHashMap.newKeySet();

    public WatchedSecrets(FailedSecrets real) {
        this.real = real;
    }

    public void shutOut(Holder holder) {
        shutOut.add(holder);
    }

    /** How many failures in a row. */
    public int failuresOf(Holder holder) {
        return counter(holder).get();
    }

    public long takenBackFrom(Holder holder) {
        return takenBack.stream().filter(holder::equals).count();
    }

    @Override
    public Optional<Duration> mustWait(Holder holder, Client client) {
        return shutOut.contains(holder) ? Optional.of(DELAY) : real.mustWait(holder, client);
    }

    @Override
    public void failed(Holder holder, Client client) {
        counter(holder).incrementAndGet();
        real.failed(holder, client);
    }

    @Override
    public void takeBack(Holder holder, Client client) {
        takenBack.add(holder);
        real.takeBack(holder, client);
    }

    @Override
    public void succeeded(Holder holder, Client client) {
        counter(holder).set(0);
        real.succeeded(holder, client);
    }

    private AtomicInteger counter(Holder holder) {
        return inARow.computeIfAbsent(holder, unknown -> new AtomicInteger());
    }
}

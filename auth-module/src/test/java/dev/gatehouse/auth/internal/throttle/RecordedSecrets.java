package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers how tries were settled, and lets nobody try whom a test has shut out. */
public final class RecordedSecrets implements FailedSecrets {

    public static final Duration DELAY = Duration.ofSeconds(64);

    private final List<Holder> failures = new CopyOnWriteArrayList<>();
    private final List<Holder> takenBack = new CopyOnWriteArrayList<>();
    private final List<Holder> shutOut = new CopyOnWriteArrayList<>();

    public void shutOut(Holder holder) {
        shutOut.add(holder);
    }

    public long failuresOf(Holder holder) {
        return failures.stream().filter(holder::equals).count();
    }

    public long takenBackFrom(Holder holder) {
        return takenBack.stream().filter(holder::equals).count();
    }

    @Override
    public Optional<Duration> mustWait(Holder holder, Client client) {
        return shutOut.contains(holder) ? Optional.of(DELAY) : Optional.empty();
    }

    @Override
    public void failed(Holder holder, Client client) {
        failures.add(holder);
    }

    @Override
    public void takeBack(Holder holder, Client client) {
        takenBack.add(holder);
    }

    @Override
    public void succeeded(Holder holder, Client client) {
        throw new AssertionError("nobody signs in here");
    }
}

package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was counted, and lets nobody try whom a test has shut out. */
public final class RecordedSecrets implements FailedSecrets {

    private final List<Holder> failures = new CopyOnWriteArrayList<>();
    private final List<Holder> successes = new CopyOnWriteArrayList<>();
    private final Set<Holder> shutOut = new HashSet<>();

    public void shutOut(Holder holder) {
        shutOut.add(holder);
    }

    public long failuresOf(Holder holder) {
        return failures.stream().filter(holder::equals).count();
    }

    public long successesOf(Holder holder) {
        return successes.stream().filter(holder::equals).count();
    }

    @Override
    public boolean mayTry(Holder holder, Client client) {
        return !shutOut.contains(holder);
    }

    @Override
    public void failed(Holder holder, Client client) {
        failures.add(holder);
    }

    @Override
    public void succeeded(Holder holder, Client client) {
        successes.add(holder);
    }
}

package dev.gatehouse.storage.internal.backend.nas;

import dev.gatehouse.storage.NasSettings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Connections that are kept for the next caller. Each is lent to one at a time; there are never more than a few. */
final class NasConnections implements AutoCloseable {

    private static final int MOST = 64;
    private static final int MOST_IDLE = 8;
    private static final long PATIENCE_SECONDS = 3;
    private static final long OLD_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final NasSettings settings;
    private final Semaphore places = new Semaphore(MOST, true);
    private final Deque<NasConnection> idle = new ArrayDeque<>();

    NasConnections(NasSettings settings) {
        this.settings = settings;
    }

    /** A connection that was used before, if there is one; it may have been cut meanwhile. */
    Optional<Lent> used() throws IOException {
        takePlace();
        NasConnection connection = pop();
        while (connection != null && (!connection.isOpen() || connection.age() > OLD_NANOS)) {
            connection.close();
            connection = pop();
        }
        if (connection == null) {
            places.release();
            return Optional.empty();
        }
        return Optional.of(new Lent(connection));
    }

    Lent fresh() throws IOException {
        takePlace();
        boolean opened = false;
        try {
            Lent lent = new Lent(NasConnection.opened(settings));
            opened = true;
            return lent;
        } finally {
            if (!opened) {
                places.release();
            }
        }
    }

    /** After a failure: the others were cut by the same. */
    void dropIdle() {
        for (NasConnection connection = pop(); connection != null; connection = pop()) {
            connection.close();
        }
    }

    @Override
    public void close() {
        dropIdle();
    }

    private void takePlace() throws IOException {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("all connections are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private NasConnection pop() {
        synchronized (idle) {
            return idle.pollLast();
        }
    }

    private boolean keep(NasConnection connection) {
        synchronized (idle) {
            return idle.size() < MOST_IDLE && idle.offerLast(connection);
        }
    }

    /** A connection that somebody uses. It is given back or dropped, once. */
    final class Lent {

        private final NasConnection connection;
        private boolean returned;

        Lent(NasConnection connection) {
            this.connection = connection;
        }

        NasConnection connection() {
            return connection;
        }

        synchronized void giveBack() {
            if (!returned) {
                returned = true;
                if (!connection.isOpen() || !keep(connection)) {
                    connection.close();
                }
                places.release();
            }
        }

        synchronized void drop() {
            if (!returned) {
                returned = true;
                connection.close();
                places.release();
            }
        }
    }
}

package dev.gatehouse.storage.internal.backend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A backend with a memory of how its last calls went, so that nobody waits again for what has just failed. Writing and
 * reading are judged apart.
 */
final class GuardedBackend implements Backend {

    private static final Logger LOG = Logger.getLogger(GuardedBackend.class.getName());

    /** One failed upload sends the next one elsewhere; one failed read may be about its object alone. */
    private static final int FAILED_WRITES = 1;

    private static final int FAILED_READS = 3;
    private static final long FRESH = TimeUnit.SECONDS.toNanos(10);
    private static final int PROBE_BYTES = 1024;

    private final Backend backend;
    private final LongSupplier nanos;
    private final Circuit writing;
    private final Circuit reading;
    private volatile long checkedAt;
    private volatile Optional<Long> free = Optional.empty();
    private volatile Optional<String> fault = Optional.empty();

    GuardedBackend(Backend backend, LongSupplier nanos) {
        this.backend = backend;
        this.nanos = nanos;
        this.writing = new Circuit(FAILED_WRITES, nanos);
        this.reading = new Circuit(FAILED_READS, nanos);
        this.checkedAt = nanos.getAsLong() - FRESH;
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public void put(ObjectKey key, InputStream content) {
        try {
            backend.put(key, content);
            succeeded(writing);
            succeeded(reading);
        } catch (BackendFull e) {
            // It works; how little room it has sends the next upload to another that has more.
            answers();
            throw e;
        } catch (BackendUnavailable e) {
            throw failed(writing, e);
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey key, long offset) {
        return read(() -> backend.open(key, offset));
    }

    @Override
    public Optional<Long> size(ObjectKey key) {
        return read(() -> backend.size(key));
    }

    @Override
    public void delete(ObjectKey key) {
        read(() -> {
            backend.delete(key);
            return Optional.empty();
        });
    }

    @Override
    public Stream<StoredObject> list() {
        return read(backend::list);
    }

    /** Not kept from asking: this is how a backend that was away is found again. */
    @Override
    public Optional<Long> freeBytes() {
        try {
            free = backend.freeBytes();
            checkedAt = nanos.getAsLong();
            succeeded(reading);
            return free;
        } catch (BackendUnavailable e) {
            failed(writing, e);
            reading.broke();
            throw e;
        }
    }

    boolean isReadable() {
        return !reading.isOpen();
    }

    boolean isWritable() {
        return !writing.isOpen();
    }

    /** Why it is not used, for administrators. */
    Optional<String> fault() {
        return isReadable() && isWritable() ? Optional.empty() : fault;
    }

    /** As the last check found it; nothing where the backend tells nothing. */
    Optional<Long> knownFree() {
        return free;
    }

    /** Whether an upload may begin here; asks the backend if it has not been heard of for a while. */
    boolean takesWrites() {
        return isWritable() && (isFresh() || answers());
    }

    /** Done by a job, so that no user waits while a backend is found to be away, or back. */
    void revive() {
        if (!isWritable()) {
            if (writing.admits()) {
                probe();
            }
        } else if (!isFresh()) {
            answers();
        }
    }

    /**
     * Writes, reads and deletes a small object.
     *
     * @return what went wrong
     */
    Optional<String> probe() {
        ObjectKey key = ObjectKey.draw();
        byte[] sent = new byte[PROBE_BYTES];
        RandomGenerator.getDefault().nextBytes(sent);
        try {
            backend.put(key, new ByteArrayInputStream(sent));
            demandSame(key, sent);
            backend.delete(key);
            free = backend.freeBytes();
        } catch (BackendUnavailable e) {
            failed(writing, e);
            tellReading();
            return Optional.of(e.getMessage());
        }
        checkedAt = nanos.getAsLong();
        succeeded(writing);
        succeeded(reading);
        return Optional.empty();
    }

    /** What cannot be written may be readable. */
    private void tellReading() {
        try {
            free = backend.freeBytes();
            reading.succeeded();
        } catch (BackendUnavailable e) {
            reading.broke();
        }
    }

    private void demandSame(ObjectKey key, byte[] sent) {
        try (InputStream content = backend.open(key, 0).orElse(InputStream.nullInputStream())) {
            if (!Arrays.equals(content.readAllBytes(), sent)) {
                throw new IOException("it gives back other bytes than it was given");
            }
        } catch (IOException e) {
            throw new BackendUnavailable(name(), e);
        }
    }

    private boolean isFresh() {
        return nanos.getAsLong() - checkedAt < FRESH;
    }

    private boolean answers() {
        try {
            freeBytes();
            return true;
        } catch (BackendUnavailable e) {
            return false;
        }
    }

    private <T> T read(Supplier<T> call) {
        if (!reading.admits()) {
            throw new BackendUnavailable(name(), new IOException("it did not answer lately"));
        }
        try {
            T answer = call.get();
            succeeded(reading);
            return answer;
        } catch (BackendUnavailable e) {
            throw failed(reading, e);
        }
    }

    private void succeeded(Circuit circuit) {
        if (circuit.isOpen()) {
            LOG.log(Level.INFO, "Storage backend {0} is back", name());
        }
        circuit.succeeded();
    }

    private BackendUnavailable failed(Circuit circuit, BackendUnavailable e) {
        boolean wasOpen = circuit.isOpen();
        circuit.failed();
        fault = Optional.of(e.getMessage());
        if (!wasOpen && circuit.isOpen()) {
            LOG.warning(e.getMessage());
        }
        return e;
    }
}

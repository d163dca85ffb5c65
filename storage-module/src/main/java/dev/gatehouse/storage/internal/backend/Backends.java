package dev.gatehouse.storage.internal.backend;

import dev.gatehouse.storage.RemoteSettings;
import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.internal.backend.nas.NasBackend;
import dev.gatehouse.storage.internal.backend.s3.S3Backend;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The backends in use, in the order in which they are tried. */
@ApplicationScoped
public class Backends {

    private final List<Backend> plain;
    private final List<GuardedBackend> order;
    private final long roomNeeded;

    @Inject
    public Backends(StorageSettings settings, RemoteSettings remote) {
        this(
                settings.backends().stream()
                        .map(name -> made(name, settings, remote))
                        .toList(),
                settings.maxFileBytes());
    }

    /**
     * @param backends in their order
     * @param roomNeeded a backend with fewer free bytes is used only if there is no better one
     */
    public Backends(List<Backend> backends, long roomNeeded) {
        this.plain = backends;
        this.order = backends.stream()
                .map(backend -> new GuardedBackend(backend, System::nanoTime))
                .toList();
        this.roomNeeded = roomNeeded;
    }

    /**
     * Where a new object goes: the first backend that works, as far as its last answers tell. Chosen before the first
     * byte; one that fails later is not chosen again until it works.
     *
     * @throws BackendUnavailable if there is no place for it now
     */
    public Backend forWriting() {
        return candidates().findFirst().orElseThrow(() -> nowhere(null));
    }

    /**
     * Keeps content that is small enough to be given to a second backend when the first one fails.
     *
     * @return the backend that has it
     * @throws BackendUnavailable if none takes it
     */
    public Backend keep(ObjectKey key, byte[] content) {
        BackendUnavailable last = null;
        for (Backend backend : candidates().toList()) {
            try {
                backend.put(key, new ByteArrayInputStream(content));
                return backend;
            } catch (BackendUnavailable e) {
                last = e;
            }
        }
        throw nowhere(last);
    }

    /** Whether this is not the backend where new objects belong. */
    public boolean isFallback(String name) {
        return !order.get(0).name().equals(name);
    }

    /** The names from the first to this one. */
    public List<String> upTo(String name) {
        List<String> names = order.stream().map(Backend::name).toList();
        return names.subList(0, names.indexOf(name) + 1);
    }

    public boolean isConfigured(String name) {
        return find(name).isPresent();
    }

    public boolean worksForWriting(String name) {
        return find(name).map(GuardedBackend::isWritable).orElse(false);
    }

    /** @throws BackendUnavailable if there is no such backend any more */
    public Backend named(String name) {
        return find(name)
                .map(Backend.class::cast)
                .orElseThrow(() -> new BackendUnavailable(name, new IOException("it is not in STORAGE_BACKENDS")));
    }

    public List<Backend> all() {
        return List.copyOf(order);
    }

    /** The states of all, in their order; asks nobody. */
    public List<Condition> conditions() {
        return order.stream().map(Backends::condition).toList();
    }

    /** Writes, reads and deletes a small object on each. */
    public List<Probe> probe() {
        return order.stream().map(Backends::probe).toList();
    }

    /** Looks after those that failed, and those that have not been heard of for a while. */
    public void revive() {
        order.forEach(GuardedBackend::revive);
    }

    /**
     * How a backend is.
     *
     * @param fault why it cannot be used, in the words of its library
     * @param freeBytes when it was last asked
     */
    public record Condition(
            String name, boolean readable, boolean writable, Optional<String> fault, Optional<Long> freeBytes) {}

    /** @param fault what went wrong; nothing did if it is empty */
    public record Probe(String name, Optional<String> fault, long millis) {}

    @PreDestroy
    void close() {
        plain.forEach(Backend::close);
    }

    /** Those with room first; among them, and among the others, in their order. */
    private Stream<Backend> candidates() {
        List<GuardedBackend> working =
                order.stream().filter(GuardedBackend::takesWrites).toList();
        return Stream.concat(
                working.stream().filter(this::hasRoom), working.stream().filter(backend -> !hasRoom(backend)));
    }

    private boolean hasRoom(GuardedBackend backend) {
        return backend.knownFree().map(free -> free >= roomNeeded).orElse(true);
    }

    private Optional<GuardedBackend> find(String name) {
        return order.stream().filter(backend -> backend.name().equals(name)).findFirst();
    }

    private static Condition condition(GuardedBackend backend) {
        return new Condition(
                backend.name(), backend.isReadable(), backend.isWritable(), backend.fault(), backend.knownFree());
    }

    private static Probe probe(GuardedBackend backend) {
        long start = System.nanoTime();
        Optional<String> fault = backend.probe();
        return new Probe(backend.name(), fault, (System.nanoTime() - start) / 1_000_000);
    }

    private static Backend made(String name, StorageSettings settings, RemoteSettings remote) {
        return switch (name) {
            case LocalBackend.NAME -> new LocalBackend(settings.folder());
            case S3Backend.NAME -> new S3Backend(remote.s3().orElseThrow(), remote.partFolder());
            case NasBackend.NAME -> new NasBackend(remote.nas().orElseThrow());
            default -> throw new IllegalArgumentException("no such backend: " + name);
        };
    }

    private static BackendUnavailable nowhere(BackendUnavailable last) {
        return last != null ? last : new BackendUnavailable("any", new IOException("none works now"));
    }
}

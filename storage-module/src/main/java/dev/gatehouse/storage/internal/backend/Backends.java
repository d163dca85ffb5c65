package dev.gatehouse.storage.internal.backend;

import dev.gatehouse.storage.StorageSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The backends in use. */
@ApplicationScoped
public class Backends {

    private final Backend local;

    @Inject
    public Backends(StorageSettings settings) {
        this.local = new LocalBackend(settings.folder());
    }

    /**
     * Where a new object goes.
     *
     * @throws BackendUnavailable if there is no place for it now
     */
    public Backend forWriting() {
        return local;
    }

    /** @throws BackendUnavailable if there is no such backend any more */
    public Backend named(String name) {
        if (!name.equals(local.name())) {
            throw new BackendUnavailable(name, new IllegalStateException("it is not configured"));
        }
        return local;
    }

    public List<Backend> all() {
        return List.of(local);
    }
}

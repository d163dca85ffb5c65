package dev.gatehouse.storage.internal.backend;

/** A backend that cannot be used now: away, full, refusing or too slow. */
public class BackendUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BackendUnavailable(String backend, Throwable cause) {
        super("Storage backend " + backend + " is unavailable: " + cause.getMessage(), cause);
    }
}

package dev.gatehouse.storage.internal.backend;

import java.io.IOException;

/** A backend that works and had no room for this content; smaller content may still fit. */
public final class BackendFull extends BackendUnavailable {

    private static final long serialVersionUID = 1L;

    BackendFull(String backend, IOException cause) {
        super(backend, cause);
    }
}

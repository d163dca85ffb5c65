package dev.gatehouse.storage.internal.backend;

import java.util.UUID;

/** Under which an object lies. Drawn by us: no name that a client gave ever becomes part of a path. */
public record ObjectKey(UUID id) {

    public static ObjectKey draw() {
        return new ObjectKey(UUID.randomUUID());
    }

    /** Sharded, so that no folder grows beyond reason: {@code 3f/a9/3fa9…}. */
    public String path() {
        String text = id.toString();
        return text.substring(0, 2) + "/" + text.substring(2, 4) + "/" + text;
    }
}

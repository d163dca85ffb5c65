package dev.gatehouse.storage.internal.backend;

import java.time.Instant;

/**
 * What a backend tells of an object when it lists.
 *
 * @param modifiedAt when it was last written, by the backend's clock
 */
public record StoredObject(ObjectKey key, long size, Instant modifiedAt) {}

package dev.gatehouse.storage;

import java.time.Instant;
import java.util.UUID;

/**
 * A file as its owner knows it.
 *
 * @param name what its owner calls it: one line, no path, at most 255 bytes
 * @param contentType told by the content, never by the client
 * @param sha256 of the whole content, in hexadecimal
 */
public record StoredFile(
        UUID id, UUID accountId, String name, String contentType, long size, String sha256, Instant createdAt) {}

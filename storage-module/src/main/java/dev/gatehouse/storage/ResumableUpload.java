package dev.gatehouse.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An upload that comes in several requests.
 *
 * @param length of the whole content, in bytes
 * @param offset how many of them have come; all of them only once the file is there
 * @param metadata as the client sent it
 * @param expiresAt when it is forgotten, unless more comes
 * @param fileId what it has become
 */
public record ResumableUpload(
        UUID id, UUID accountId, long length, long offset, String metadata, Instant expiresAt, Optional<UUID> fileId) {}

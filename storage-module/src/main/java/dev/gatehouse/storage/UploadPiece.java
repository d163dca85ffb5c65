package dev.gatehouse.storage;

import dev.gatehouse.audit.Origin;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client says of bytes that it sends to go on with an upload.
 *
 * @param offset where in the whole content they begin
 * @param checksum of these bytes alone
 */
public record UploadPiece(
        UUID accountId, UUID uploadId, long offset, Optional<PieceChecksum> checksum, Origin origin) {}

package dev.gatehouse.storage;

import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/**
 * Uploads that come in several requests, to any node, and survive broken connections and killed nodes. Nobody else's is
 * ever found, continued or ended.
 */
public interface ResumableUploads {

    /**
     * Begins an upload of a known length, and reserves room for it until it ends.
     *
     * @param request of an exact length
     * @param metadata given back as it is
     */
    CreationOutcome create(UploadRequest request, String metadata);

    /** An upload that has not been forgotten; also one that has become a file. */
    Optional<ResumableUpload> find(UUID accountId, UUID uploadId);

    /**
     * Takes more bytes as they come, in memory that does not depend on their number, with no transaction open meanwhile.
     * One request at a time writes. The one that brings the last byte makes the file, by the same checks as
     * {@link Files#upload}, before it returns; asked for again, it answers the same.
     *
     * @param body read to its end where that is possible, not closed
     */
    PieceOutcome append(UploadPiece piece, InputStream body);

    /**
     * Ends an upload and gives its room back; a file that it has become stays.
     *
     * @return whether there was such an upload
     */
    boolean end(UUID accountId, UUID uploadId);

    /**
     * Ends all whose time has passed. May be called at any time, on several nodes at once.
     *
     * @return how many ended
     */
    int endExpired();
}

package dev.gatehouse.storage;

import dev.gatehouse.audit.Origin;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What accounts keep. Nobody else's file is ever found, read or deleted: to a stranger it is not there. */
public interface Files {

    /**
     * Takes content in as it comes: counted, hashed, recognised and stored in one pass, in memory that does not depend on
     * its size, with no transaction open meanwhile. Room is reserved before the first byte is read. The file is there
     * ({@code file.uploaded}) only when everything is durable; otherwise nothing is, and content of a wrong type is
     * recorded as {@code file.refused}.
     *
     * @param body read to its end where that is possible, not closed; a runtime exception that it throws comes out,
     *     with nothing left behind
     */
    UploadOutcome upload(UploadRequest request, InputStream body);

    /**
     * The account's files, newest first, without its picture.
     *
     * @param limit at most so many; at least 1
     */
    List<StoredFile> list(UUID accountId, Optional<Position> after, int limit);

    Optional<StoredFile> find(UUID accountId, UUID fileId);

    /**
     * Opens a file, or a part of it, for one reading.
     *
     * @param range within the file; without it, the whole
     */
    OpenOutcome open(UUID accountId, UUID fileId, Optional<ByteRange> range, Origin origin);

    /**
     * Deletes a file ({@code file.deleted}) and gives its room back; its bytes go at once, or, where they lie on a
     * backend that is away, when it is back.
     *
     * @return whether there was such a file
     */
    boolean delete(UUID accountId, UUID fileId, Origin origin);

    /**
     * Deletes everything that an account keeps, its picture and its unfinished uploads included, in the caller's
     * transaction; the bytes go soon after. For an account that ends: its own event tells of it.
     */
    void deleteAllOf(UUID accountId);
}

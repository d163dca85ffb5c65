package dev.gatehouse.storage.internal.backend;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One place where objects lie: a disk, an S3 bucket, a NAS. Every call ends within the backend's own timeouts, whatever
 * the other side does.
 *
 * <p>All calls throw {@link BackendUnavailable} where the place cannot be used now.
 */
public interface Backend {

    /** As {@code STORAGE_BACKENDS} names it: {@code local}, {@code s3} or {@code nas}. */
    String name();

    /**
     * Reads the content to its end and keeps it. Afterwards the object is there whole and durably, or not at all; what
     * the content throws comes out as it is, and leaves nothing. An object is never overwritten by another: keys are
     * drawn, not chosen.
     *
     * @throws java.io.UncheckedIOException what reading the content threw
     */
    void put(ObjectKey key, InputStream content);

    /**
     * The object's bytes from an offset to its end; the caller closes it, also early.
     *
     * @return nothing if there is no such object
     */
    Optional<InputStream> open(ObjectKey key, long offset);

    /** The object's length in bytes, if it is there. */
    Optional<Long> size(ObjectKey key);

    /** Takes the object away, and what an unfinished upload left of it; one that is not there is no fault. */
    void delete(ObjectKey key);

    /** All objects and left-over parts of this application, in any order; the caller closes the stream. */
    Stream<StoredObject> list();

    /** How many bytes may still be written, where the place tells. */
    Optional<Long> freeBytes();

    /** Ends its connections; nothing is asked of it afterwards. */
    default void close() {}
}

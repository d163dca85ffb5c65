package dev.gatehouse.storage;

/** How an upload ended. Whatever was not stored left nothing behind. */
public sealed interface UploadOutcome {

    /** The content is kept durably, and so is its row. */
    record Stored(StoredFile file) implements UploadOutcome {}

    /** Longer than one file may be. */
    record TooLarge(long maxBytes) implements UploadOutcome {}

    /** The account has no room for it, in bytes or in files. */
    record QuotaExceeded() implements UploadOutcome {}

    /**
     * The content is none that may be kept, or is not what it was said to be ({@code file.refused}).
     *
     * @param reason {@code content_not_allowed}, {@code extension_mismatch} or {@code declared_type_mismatch}
     */
    record TypeRejected(String reason) implements UploadOutcome {}

    /** No file can be called that: nothing is left of the name, or it is longer than 255 bytes. */
    record InvalidName() implements UploadOutcome {}

    /** The sender stopped before the end. */
    record BrokenOff() implements UploadOutcome {}

    /** No place to keep it now. */
    record Unavailable() implements UploadOutcome {}
}

package dev.gatehouse.storage;

/** What became of the bytes of one request. */
public sealed interface PieceOutcome {

    /**
     * They are kept durably, or so many of them as came before the sender broke off. With the last of them the file is
     * there ({@code file.uploaded}).
     */
    record Appended(ResumableUpload upload) implements PieceOutcome {}

    /** No such upload, or somebody else's, or one that has been forgotten; whatever had come is gone. */
    record NotFound() implements PieceOutcome {}

    /** They do not begin where the last ones ended; none was read. */
    record OffsetMismatch(long offset) implements PieceOutcome {}

    /** Another request is writing, here or on another node; none was read. */
    record Busy() implements PieceOutcome {}

    /** They were damaged on their way; none is kept. */
    record ChecksumMismatch() implements PieceOutcome {}

    /** More came than the upload was announced to have; none is kept. */
    record TooLong() implements PieceOutcome {}

    /** Everything had come, and makes no file: the upload has ended and left nothing behind. */
    record Refused(UploadOutcome why) implements PieceOutcome {}

    /** No place to keep them, or the file, now; what had come before is still there. */
    record Unavailable() implements PieceOutcome {}
}

package dev.gatehouse.storage;

/** What became of the wish to read a file. */
public sealed interface OpenOutcome {

    /** Recorded as {@code file.downloaded}; to be written or closed by the caller. */
    record Content(StoredFile file, Download download) implements OpenOutcome {}

    /** No such file, or somebody else's. */
    record NotFound() implements OpenOutcome {}

    /** The place where it lies is away; the file is still kept. */
    record Unavailable() implements OpenOutcome {}

    /** What lies there is not what was stored; {@code file.downloaded} with outcome failure tells of it. */
    record Damaged() implements OpenOutcome {}
}

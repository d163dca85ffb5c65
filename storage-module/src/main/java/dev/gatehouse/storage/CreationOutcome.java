package dev.gatehouse.storage;

/** What became of the wish to begin an upload. */
public sealed interface CreationOutcome {

    /** Room is promised to it. An empty upload is a file at once. */
    record Created(ResumableUpload upload) implements CreationOutcome {}

    record Refused(UploadOutcome why) implements CreationOutcome {}
}

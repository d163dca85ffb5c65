package dev.gatehouse.storage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The backends that are not this machine's disk; each is there where {@code STORAGE_BACKENDS} names it.
 *
 * @param partFolder on this machine's disk, where parts of uploads to S3 wait until they are whole
 */
public record RemoteSettings(Optional<S3Settings> s3, Optional<NasSettings> nas, Path partFolder) {}

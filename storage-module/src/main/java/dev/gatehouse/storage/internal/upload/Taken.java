package dev.gatehouse.storage.internal.upload;

import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.internal.backend.ObjectKey;

/** What became of a stream. Only {@link Kept} left an object. */
public sealed interface Taken {

    /** The object is durable; the one who took it in answers for it from here on. */
    record Kept(String backend, ObjectKey key, FileType type, long size, String sha256) implements Taken {}

    record TooLarge(long maxBytes) implements Taken {}

    record NoRoom() implements Taken {}

    /** @param sniffed what the content looks like */
    record Rejected(String reason, String sniffed) implements Taken {}

    record BrokenOff() implements Taken {}

    record Unavailable() implements Taken {}
}

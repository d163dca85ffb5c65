package dev.gatehouse.storage.internal.type;

import dev.gatehouse.storage.FileType;

/** What a judge says of content. */
public sealed interface Verdict {

    record Accepted(FileType type) implements Verdict {}

    /** @param sniffed what the content looks like, for the trail */
    record Rejected(String reason, String sniffed) implements Verdict {}
}

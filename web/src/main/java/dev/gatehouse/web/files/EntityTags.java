package dev.gatehouse.web.files;

import java.util.Arrays;

/** {@code If-None-Match} (RFC 9110 section 13.1.2). */
final class EntityTags {

    private EntityTags() {}

    /** Whether the client has what bears this tag. */
    static boolean match(String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(known -> known.strip().replaceFirst("^W/", ""))
                        .anyMatch(known -> known.equals("*") || known.equals(tag));
    }
}

package dev.gatehouse.web.files;

import dev.gatehouse.storage.ByteRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code Range} header (RFC 9110 section 14): one range is served, several are answered with the whole. */
final class RequestedRange {

    private static final Pattern ONE = Pattern.compile("(?i)bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    private RequestedRange() {}

    /** Told to the one who asks for bytes behind the end. */
    static final class Unsatisfiable extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** @return nothing if the whole is to be sent */
    static Optional<ByteRange> of(String header, long size) throws Unsatisfiable {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long wanted = Math.min(Long.parseLong(range.group(2)), size);
            return Optional.of(within(size - wanted, size - 1, size));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (last < first && !range.group(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(within(first, Math.min(last, size - 1), size));
    }

    private static ByteRange within(long first, long last, long size) throws Unsatisfiable {
        if (first >= size) {
            throw new Unsatisfiable();
        }
        return new ByteRange(first, last);
    }
}

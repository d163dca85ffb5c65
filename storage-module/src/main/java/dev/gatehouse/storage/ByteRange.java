package dev.gatehouse.storage;

/**
 * A part of a file; never empty.
 *
 * @param first offset of its first byte
 * @param last offset of its last byte
 */
public record ByteRange(long first, long last) {

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException(first + "-" + last);
        }
    }

    public long length() {
        return last - first + 1;
    }
}

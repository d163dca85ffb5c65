package dev.gatehouse.storage;

/**
 * Bounds for the length of content that is yet to come.
 *
 * @param least fewer bytes mean that the sender broke off
 * @param most more bytes will not come
 */
public record ExpectedLength(long least, long most) {

    public ExpectedLength {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException("from " + least + " to " + most);
        }
    }

    public static ExpectedLength exactly(long bytes) {
        return new ExpectedLength(bytes, bytes);
    }

    /** Content within something longer, such as a part of a multipart body. */
    public static ExpectedLength within(long bytes, long wrapping) {
        return new ExpectedLength(Math.max(0, bytes - wrapping), bytes);
    }

    public static ExpectedLength unknown() {
        return new ExpectedLength(0, Long.MAX_VALUE);
    }
}

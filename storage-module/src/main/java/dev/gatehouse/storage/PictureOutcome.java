package dev.gatehouse.storage;

/** What became of a picture that was sent. Only {@link Changed} left anything behind. */
public sealed interface PictureOutcome {

    record Changed(Pictures.Picture picture) implements PictureOutcome {}

    /** Of a picture that an admin brings: the account has that very one, and nothing was done. */
    record Unchanged(Pictures.Picture picture) implements PictureOutcome {}

    /** Of a picture that an admin brings: the account has another one, which stays. */
    record HasAnother() implements PictureOutcome {}

    /** More bytes than a picture may have. */
    record TooLarge(long maxBytes) implements PictureOutcome {}

    /** More pixels than such an image may have; it was not decoded. */
    record TooManyPixels(long maxPixels) implements PictureOutcome {}

    /**
     * No image that can be read, or not of the type that it was said to be.
     *
     * @param reason {@code content_not_allowed}, {@code extension_mismatch}, {@code declared_type_mismatch} or
     *     {@code unreadable}
     */
    record NotAPicture(String reason) implements PictureOutcome {}

    /** The sender stopped before the end. */
    record BrokenOff() implements PictureOutcome {}

    /** No backend to keep it, or too many pictures are being drawn at this moment. */
    record Unavailable() implements PictureOutcome {}
}

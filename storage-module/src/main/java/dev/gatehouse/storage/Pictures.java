package dev.gatehouse.storage;

import dev.gatehouse.audit.Origin;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/**
 * The pictures of accounts: at most one each. What is kept is never what was sent, but drawn anew from its pixels, so
 * that neither metadata nor anything hidden in the file comes along. They do not count against the quota.
 */
public interface Pictures {

    /** The longest side of a kept picture, in pixels. */
    int LONGEST_SIDE = 400;

    /** What may be sent, in bytes. */
    long MOST_BYTES = 5L << 20;

    /** How many pixels an image may have, as its header tells. */
    long MOST_PIXELS = 40_000_000;

    /**
     * Takes a PNG, JPEG, GIF or WebP as the account's picture in place of the one before
     * ({@code account.picture_changed}). Memory is bounded, however many do so at once and whatever the image claims.
     * Content of another type is recorded as {@code file.refused}.
     *
     * @param request its name is looked at for its extension alone and may be empty
     * @param body read to its end where that is possible, not closed
     */
    PictureOutcome change(UploadRequest request, InputStream body);

    /**
     * As {@link #change}, on behalf of an admin, who is recorded as the one who did it. The same picture again changes
     * and records nothing.
     *
     * @param replacing whether the account's picture may be another one; if not, that one stays
     */
    PictureOutcome bring(UploadRequest request, UUID adminId, boolean replacing, InputStream body);

    /** What is known of the account's picture. */
    Optional<Picture> find(UUID accountId);

    /** The account's picture with its bytes; nothing also where the bytes cannot be had now. */
    Optional<Content> read(UUID accountId);

    /**
     * Takes the account's picture away ({@code account.picture_changed}).
     *
     * @return whether there was one
     */
    boolean remove(UUID accountId, Origin origin);

    /**
     * A small view of a file that holds an image, for lists; drawn anew like a picture.
     *
     * @return nothing if it is none of the account's, no image, too large to look into, or not to be had now
     */
    Optional<Content> preview(UUID accountId, UUID fileId);

    /** @param sha256 of the bytes, in hexadecimal */
    record Picture(String contentType, String sha256) {}

    /** @param bytes an image without metadata */
    record Content(Picture picture, byte[] bytes) {}
}

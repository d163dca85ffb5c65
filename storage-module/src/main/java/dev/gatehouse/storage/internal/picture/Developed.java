package dev.gatehouse.storage.internal.picture;

import dev.gatehouse.storage.FileType;

/** What became of an image that was to be drawn anew. */
sealed interface Developed {

    record Drawn(FileType type, byte[] bytes) implements Developed {}

    record TooManyPixels(long maxPixels) implements Developed {}

    record Unreadable() implements Developed {}

    /** Too many others are being drawn. */
    record Busy() implements Developed {}
}

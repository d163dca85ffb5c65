package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.internal.backend.ObjectKey;

/**
 * An object that holds what one request brought.
 *
 * @param first where in the whole content it begins
 * @param counted how many of its bytes count, from the first on; after it may lie one that does not count yet
 * @param sha256 of all its bytes
 */
record Piece(ObjectKey key, String backend, long first, long counted, String sha256) {

    /** The same object, of which one byte less counts. */
    Piece withoutLastByte() {
        return new Piece(key, backend, first, counted - 1, sha256);
    }

    long end() {
        return first + counted;
    }
}

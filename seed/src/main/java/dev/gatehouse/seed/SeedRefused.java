package dev.gatehouse.seed;

/** The server cannot be filled; the message says why, for people. */
final class SeedRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SeedRefused(String message) {
        super(message);
    }
}

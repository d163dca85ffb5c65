package dev.gatehouse.pictureimport;

/** The import cannot begin or go on; the message says why, for people. */
final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportRefused(String message) {
        super(message);
    }
}

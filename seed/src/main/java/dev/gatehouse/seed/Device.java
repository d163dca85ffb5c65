package dev.gatehouse.seed;

/**
 * What somebody signs in with.
 *
 * @param name as its owner calls it; empty where nobody gave it one
 */
record Device(String name, String userAgent) {

    static Device unnamed(String userAgent) {
        return new Device("", userAgent);
    }

    /** What tells it from a person's other devices in the list of sessions. */
    String mark() {
        return name.isEmpty() ? userAgent : name;
    }
}

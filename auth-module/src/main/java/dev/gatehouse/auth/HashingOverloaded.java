package dev.gatehouse.auth;

import java.time.Duration;

/** Too many passwords wait to be hashed. The caller should answer "unavailable" and name the time to wait. */
public final class HashingOverloaded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public HashingOverloaded(Duration retryAfter) {
        super("the queue for password hashing is full");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}

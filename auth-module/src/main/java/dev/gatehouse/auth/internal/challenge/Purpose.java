package dev.gatehouse.auth.internal.challenge;

import java.time.Duration;

/** What a challenge is good for, and how long. */
enum Purpose {
    LOGIN(Duration.ofMinutes(5)),
    ENROLMENT(Duration.ofMinutes(15));

    private final Duration lifetime;

    Purpose(Duration lifetime) {
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }
}

package dev.gatehouse.auth.internal.token;

import java.time.Duration;
import java.util.Locale;

/** What a mailed link is good for, and how long. */
public enum Purpose {
    VERIFY_EMAIL(Duration.ofHours(24));

    private final Duration lifetime;

    Purpose(Duration lifetime) {
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}

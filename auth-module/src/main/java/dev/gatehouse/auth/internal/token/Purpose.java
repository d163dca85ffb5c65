package dev.gatehouse.auth.internal.token;

import java.time.Duration;
import java.util.Locale;

/** What a mailed link is good for, how long, and whether several may be open at once. */
public enum Purpose {
    VERIFY_EMAIL(Duration.ofHours(24), false),
    RESET_PASSWORD(Duration.ofMinutes(30), false),

    /** Mailed to the address that is to be the account's. */
    CONFIRM_EMAIL(Duration.ofHours(24), false),

    /** Mailed to the address that was the account's. Several: a second change must not take the first one's link. */
    UNDO_EMAIL(Duration.ofDays(7), true),

    /** Mailed with whatever its owner may not have done. Several: each such mail's link works. */
    NOT_ME(Duration.ofDays(7), true);

    private final Duration lifetime;
    private final boolean several;

    Purpose(Duration lifetime, boolean several) {
        this.lifetime = lifetime;
        this.several = several;
    }

    Duration lifetime() {
        return lifetime;
    }

    boolean several() {
        return several;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}

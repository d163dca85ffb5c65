package dev.gatehouse.web.ratelimit;

import java.time.Duration;
import java.util.Locale;

/** What is counted. The first three are tiers, of which every counted request belongs to one; the others single acts. */
public enum Limit {
    AUTH(30, Duration.ofMinutes(1)),
    WRITE(120, Duration.ofMinutes(1)),
    READ(600, Duration.ofMinutes(1)),
    LOGIN(5, Duration.ofMinutes(1)),
    SIGNUP(3, Duration.ofHours(1)),
    PASSWORD_RESET(5, Duration.ofHours(1));

    private final Rate preset;

    Limit(int count, Duration period) {
        this.preset = new Rate(count, period);
    }

    /** What holds where nothing is configured. */
    public Rate preset() {
        return preset;
    }

    /** As the trail names it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a signed-in account has a count of its own, wherever it comes from. */
    boolean perAccount() {
        return this == AUTH || this == WRITE || this == READ;
    }
}

package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.PasswordSettings;

/** What one Argon2id hash costs (RFC 9106 section 3.1). */
record Argon2Cost(int memoryKib, int iterations, int parallelism) {

    private static final int MIN_MEMORY_PER_LANE_KIB = 8;

    /** @throws IllegalArgumentException if the settings have a {@link PasswordSettings#fault()} */
    static Argon2Cost configured(PasswordSettings settings) {
        settings.fault().ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return new Argon2Cost(settings.memoryKib(), settings.iterations(), settings.parallelism());
    }

    /** Whether a stored hash of this cost may be computed at all; a planted one could exhaust the server. */
    boolean bearable() {
        return memoryKib <= PasswordSettings.MAX_MEMORY_KIB
                && iterations >= 1
                && iterations <= PasswordSettings.MAX_ITERATIONS
                && parallelism >= 1
                && parallelism <= PasswordSettings.MAX_PARALLELISM
                && memoryKib >= MIN_MEMORY_PER_LANE_KIB * parallelism;
    }
}

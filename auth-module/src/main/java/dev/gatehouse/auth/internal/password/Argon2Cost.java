package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.PasswordSettings;
import java.util.List;

/** What one Argon2id hash costs (RFC 9106 section 3.1). */
record Argon2Cost(int memoryKib, int iterations, int parallelism) {

    private static final int MAX_MEMORY_KIB = 128 * 1024;
    private static final int MAX_ITERATIONS = 30;
    private static final int MAX_PARALLELISM = 16;
    private static final int MIN_MEMORY_PER_LANE_KIB = 8;

    /** Equally strong trades of memory against time: OWASP Password Storage Cheat Sheet, "Argon2id". */
    private static final List<Argon2Cost> FLOORS = List.of(
            new Argon2Cost(19_456, 2, 1),
            new Argon2Cost(12_288, 3, 1),
            new Argon2Cost(9_216, 4, 1),
            new Argon2Cost(7_168, 5, 1));

    /** @throws IllegalArgumentException if the configured cost is below every floor or above what is verified */
    static Argon2Cost configured(PasswordSettings settings) {
        Argon2Cost cost = new Argon2Cost(settings.memoryKib(), settings.iterations(), settings.parallelism());
        if (FLOORS.stream().noneMatch(cost::reaches) || !cost.bearable()) {
            throw new IllegalArgumentException("Argon2id with " + cost + " is too weak or too dear");
        }
        return cost;
    }

    /** Whether a stored hash of this cost may be computed at all; a planted one could exhaust the server. */
    boolean bearable() {
        return memoryKib <= MAX_MEMORY_KIB
                && iterations >= 1
                && iterations <= MAX_ITERATIONS
                && parallelism >= 1
                && parallelism <= MAX_PARALLELISM
                && memoryKib >= MIN_MEMORY_PER_LANE_KIB * parallelism;
    }

    private boolean reaches(Argon2Cost floor) {
        return memoryKib >= floor.memoryKib && iterations >= floor.iterations && parallelism >= floor.parallelism;
    }
}

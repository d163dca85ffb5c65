package dev.gatehouse.auth;

import java.util.List;
import java.util.Optional;

/**
 * The password policy and the cost of a hash (RFC 9106; NIST SP 800-63B-4 section 3.1.1).
 *
 * @param minLength in code points
 * @param composition whether an upper-case letter, a lower-case letter and a digit are demanded
 */
public record PasswordSettings(int minLength, boolean composition, int memoryKib, int iterations, int parallelism) {

    /** The dearest hash that is made, and the dearest that is checked: a planted one could exhaust the server. */
    public static final int MAX_MEMORY_KIB = 128 * 1024;

    public static final int MAX_ITERATIONS = 30;
    public static final int MAX_PARALLELISM = 16;

    /** Equally strong trades of memory against time: OWASP Password Storage Cheat Sheet, "Argon2id". */
    private static final List<Floor> FLOORS =
            List.of(new Floor(19_456, 2), new Floor(12_288, 3), new Floor(9_216, 4), new Floor(7_168, 5));

    /** What is wrong with the cost of a hash, told to an administrator; empty if nothing is. */
    public Optional<String> fault() {
        if (FLOORS.stream().noneMatch(floor -> floor.isReachedBy(memoryKib, iterations)) || parallelism < 1) {
            return Optional.of("Argon2id is too weak: it needs at least 19456 KiB of memory with 2 iterations, 12288"
                    + " with 3, 9216 with 4 or 7168 with 5, and a parallelism of 1");
        }
        if (memoryKib > MAX_MEMORY_KIB || iterations > MAX_ITERATIONS || parallelism > MAX_PARALLELISM) {
            return Optional.of("Argon2id is too dear: it may have at most 131072 KiB of memory, 30 iterations and a"
                    + " parallelism of 16");
        }
        return Optional.empty();
    }

    private record Floor(int memoryKib, int iterations) {

        boolean isReachedBy(int memory, int passes) {
            return memory >= memoryKib && passes >= iterations;
        }
    }
}

package dev.gatehouse.auth;

/**
 * The password policy and the cost of a hash (RFC 9106; NIST SP 800-63B-4 section 3.1.1).
 *
 * @param minLength in code points
 * @param composition whether an upper-case letter, a lower-case letter and a digit are demanded
 */
public record PasswordSettings(int minLength, boolean composition, int memoryKib, int iterations, int parallelism) {}

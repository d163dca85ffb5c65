package dev.gatehouse.auth;

import java.util.Optional;

/**
 * An account as another system knows it, unchecked. Null where a text is missing.
 *
 * @param passwordHash Argon2id as a PHC string, bcrypt ({@code $2a$}, {@code $2b$}, {@code $2y$}), or PBKDF2 as {@code
 *     pbkdf2_sha256$<iterations>$<salt>$<base64>}; without one the owner needs a password reset to sign in
 * @param userType one of the configured types; empty means the first
 * @param locale a language tag; empty means the first supported language
 * @param emailVerified whether the other system has proven the address
 */
public record ImportedUser(
        String email,
        Optional<String> passwordHash,
        String firstName,
        String lastName,
        Optional<String> userType,
        Optional<String> locale,
        boolean emailVerified) {

    @Override
    public String toString() {
        return "ImportedUser[]";
    }
}

package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.Optional;

/**
 * A mailed token, presented.
 *
 * @param password the one given at sign-up
 * @param newPassword one that replaces it
 * @param browser the secret of {@link SignUpRequest#browser()}, if this browser has one
 */
public record EmailVerification(
        String token,
        Optional<String> password,
        Optional<String> newPassword,
        Optional<String> browser,
        Origin origin) {

    @Override
    public String toString() {
        return "EmailVerification[" + origin + "]";
    }
}

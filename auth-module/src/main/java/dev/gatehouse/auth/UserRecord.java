package dev.gatehouse.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * A user's account as admins see it.
 *
 * @param disabledReason in the words of the admin who disabled it
 */
public record UserRecord(
        Account account,
        boolean passwordResetRequired,
        Optional<Instant> disabledAt,
        Optional<String> disabledReason,
        Optional<Instant> lastLoginAt) {}

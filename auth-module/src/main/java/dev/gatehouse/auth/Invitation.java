package dev.gatehouse.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An invitation as admins see it.
 *
 * @param role empty for a user
 * @param userType empty for an admin
 */
public record Invitation(
        UUID id,
        String email,
        Optional<AdminRole> role,
        Optional<String> userType,
        Status status,
        UUID invitedBy,
        Instant createdAt,
        Instant expiresAt) {

    /** What has become of it. */
    public enum Status {
        OPEN,
        ACCEPTED,
        REVOKED,
        EXPIRED
    }
}

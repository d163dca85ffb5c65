package dev.gatehouse.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session that is neither ended nor expired.
 *
 * @param authenticatedAt when its owner last proved who they are (sign-in or re-authentication)
 */
public record LiveSession(UUID id, UUID accountId, Instant authenticatedAt, Instant expiresAt) {}

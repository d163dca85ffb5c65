package dev.gatehouse.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session that is neither ended nor expired.
 *
 * @param version the account's lowest valid version at this moment: goes into access tokens as {@code ver}
 * @param authenticatedAt when its owner last proved who they are (sign-in or re-authentication)
 */
public record LiveSession(UUID id, UUID accountId, long version, Instant authenticatedAt, Instant expiresAt) {}

package dev.gatehouse.session;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import java.time.Instant;
import java.util.UUID;

/**
 * A session that is neither ended nor expired.
 *
 * @param version the account's lowest valid version at this moment: goes into access tokens as {@code ver}
 * @param audience the area that it opens
 * @param authenticatedAt when its owner last proved who they are (sign-in or re-authentication)
 */
public record LiveSession(
        UUID id, UUID accountId, Audience audience, long version, Instant authenticatedAt, Instant expiresAt) {}

package dev.gatehouse.session;

import dev.gatehouse.audit.Origin;
import java.util.UUID;

/** Fired inside the transaction that ended a session because a spent refresh token was presented. */
public record RefreshTokenReused(UUID accountId, UUID sessionId, Origin origin) {}

package dev.gatehouse.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A session as its owner sees it in the list. */
public record SessionView(
        UUID id,
        Optional<String> deviceName,
        Optional<String> ipAddress,
        Optional<String> userAgent,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {}

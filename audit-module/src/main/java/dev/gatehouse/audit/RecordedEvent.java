package dev.gatehouse.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry of the trail as its readers see it.
 *
 * @param email absent where there was none or where it has been erased; so are address and agent
 */
public record RecordedEvent(
        UUID id,
        Instant occurredAt,
        EventType type,
        Outcome outcome,
        Actor actor,
        Optional<UUID> subjectId,
        Optional<UUID> sessionId,
        Optional<String> email,
        Optional<String> ipAddress,
        Optional<String> userAgent,
        Optional<String> reason,
        Map<String, Object> detail) {}

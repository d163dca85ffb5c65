package dev.gatehouse.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that happened, as its witness tells it. Time and id are given by the trail.
 *
 * @param subjectId the account that it happened to
 * @param sessionId the session that it happened in or to
 * @param email the address involved; personal data, kept apart from the event
 * @param reason a short machine-readable word, such as {@code bad_password}
 * @param detail further facts; never a secret, never personal data
 */
public record AuditEvent(
        EventType type,
        Outcome outcome,
        Actor actor,
        Optional<UUID> subjectId,
        Optional<UUID> sessionId,
        Origin origin,
        Optional<String> email,
        Optional<String> reason,
        Map<String, Object> detail) {

    public AuditEvent {
        Objects.requireNonNull(type);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(actor);
        Objects.requireNonNull(origin);
        detail = Map.copyOf(detail);
    }

    public static AuditEvent success(EventType type, Actor actor, Origin origin) {
        return of(type, Outcome.SUCCESS, actor, origin);
    }

    public static AuditEvent failure(EventType type, Actor actor, Origin origin) {
        return of(type, Outcome.FAILURE, actor, origin);
    }

    public static AuditEvent denied(EventType type, Actor actor, Origin origin) {
        return of(type, Outcome.DENIED, actor, origin);
    }

    private static AuditEvent of(EventType type, Outcome outcome, Actor actor, Origin origin) {
        Optional<UUID> subject = actor.type() == Actor.Type.USER ? actor.id() : Optional.empty();
        return new AuditEvent(
                type, outcome, actor, subject, Optional.empty(), origin, Optional.empty(), Optional.empty(), Map.of());
    }

    public AuditEvent about(UUID subject) {
        return new AuditEvent(type, outcome, actor, Optional.of(subject), sessionId, origin, email, reason, detail);
    }

    public AuditEvent inSession(UUID session) {
        return new AuditEvent(type, outcome, actor, subjectId, Optional.of(session), origin, email, reason, detail);
    }

    public AuditEvent withEmail(String address) {
        return new AuditEvent(type, outcome, actor, subjectId, sessionId, origin, Optional.of(address), reason, detail);
    }

    public AuditEvent because(String why) {
        return new AuditEvent(type, outcome, actor, subjectId, sessionId, origin, email, Optional.of(why), detail);
    }

    public AuditEvent with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(detail);
        more.put(key, value);
        return new AuditEvent(type, outcome, actor, subjectId, sessionId, origin, email, reason, more);
    }
}

package dev.gatehouse.audit.internal;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Outcome;
import dev.gatehouse.audit.RecordedEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.persistence.annotations.ReadOnly;

/** An entry of the trail, read only: entries are written by {@link AppendOnlyTrail} alone. */
@Entity
@ReadOnly
@Table(schema = "audit", name = "event")
class Event {

    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "sequence")
    private long sequence;

    @Column(name = "occurred_at")
    private OffsetDateTime occurredAt;

    @Column(name = "type")
    private String type;

    @Column(name = "outcome")
    private String outcome;

    @Column(name = "actor_type")
    private String actorType;

    @Column(name = "actor_id")
    @Convert(converter = NullableUuid.class)
    private UUID actorId;

    @Column(name = "subject_id")
    @Convert(converter = NullableUuid.class)
    private UUID subjectId;

    @Column(name = "session_id")
    @Convert(converter = NullableUuid.class)
    private UUID sessionId;

    @Column(name = "reason")
    private String reason;

    @Column(name = "detail")
    private String detail;

    @OneToOne
    @PrimaryKeyJoinColumn(name = "id", referencedColumnName = "event_id")
    private PersonalRow personal;

    long sequence() {
        return sequence;
    }

    RecordedEvent told() {
        Optional<PersonalRow> kept = Optional.ofNullable(personal);
        return new RecordedEvent(
                id,
                occurredAt.toInstant(),
                EventType.named(type),
                Outcome.valueOf(constant(outcome)),
                new Actor(Actor.Type.valueOf(constant(actorType)), Optional.ofNullable(actorId)),
                Optional.ofNullable(subjectId),
                Optional.ofNullable(sessionId),
                kept.flatMap(PersonalRow::email),
                kept.flatMap(PersonalRow::ipAddress),
                kept.flatMap(PersonalRow::userAgent),
                Optional.ofNullable(reason),
                Detail.fromJson(detail));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}

package dev.gatehouse.session.internal;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit trail in memory. */
public final class RecordingTrail implements AuditTrail {

    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void record(AuditEvent event) {
        events.add(event);
    }

    @Override
    public void recordRefusal(AuditEvent event) {
        throw new AssertionError("this module refuses inside transactions only");
    }

    public List<AuditEvent> about(UUID accountId) {
        return events.stream()
                .filter(event -> event.subjectId().filter(accountId::equals).isPresent())
                .toList();
    }

    public List<EventType> types(UUID accountId) {
        return about(accountId).stream().map(AuditEvent::type).toList();
    }
}

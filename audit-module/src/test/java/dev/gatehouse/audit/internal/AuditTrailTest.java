package dev.gatehouse.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.Activity;
import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.audit.Outcome;
import dev.gatehouse.audit.RecordedEvent;
import dev.gatehouse.testing.ModuleDatabase;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

    private static final ModuleDatabase DATABASE = new ModuleDatabase("audit", "audit");

    private final AuditTrail trail = AuditFixtures.trail(DATABASE.entityManager());
    private final Activity activity = AuditFixtures.activity(DATABASE.entityManager());
    private final UUID account = UUID.randomUUID();

    @Test
    void refusesToRecordWithoutATransaction() throws Exception {
        assertThatThrownBy(() -> trail.record(login(Origin.none()))).isInstanceOf(TransactionRequiredException.class);
        assertThat(transactionOf("record")).isEqualTo(TxType.MANDATORY);
    }

    @Test
    void recordsARefusalInATransactionOfItsOwn() throws Exception {
        assertThat(transactionOf("recordRefusal")).isEqualTo(TxType.REQUIRES_NEW);
    }

    @Test
    void forgetsAnEventWhoseChangeWasRolledBack() {
        assertThatThrownBy(() -> DATABASE.inTransaction(() -> {
                    trail.record(login(Origin.none()).withEmail("ada@example.org"));
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void tellsEverythingThatItWasTold() {
        UUID session = UUID.randomUUID();
        Origin origin = new Origin(Optional.of("req-1"), Optional.of("192.0.2.1"), Optional.of("Firefox"));
        append(AuditEvent.failure(EventType.LOGIN_FAILED, Actor.anonymous(), origin)
                .about(account)
                .inSession(session)
                .withEmail("ada@example.org")
                .because("bad_password")
                .with("attempt", 3)
                .with("device", Map.of("known", false)));

        RecordedEvent event = recorded().get(0);
        assertThat(event.type()).isEqualTo(EventType.LOGIN_FAILED);
        assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(event.actor()).isEqualTo(Actor.anonymous());
        assertThat(event.subjectId()).contains(account);
        assertThat(event.sessionId()).contains(session);
        assertThat(event.email()).contains("ada@example.org");
        assertThat(event.ipAddress()).contains("192.0.2.1");
        assertThat(event.userAgent()).contains("Firefox");
        assertThat(event.reason()).contains("bad_password");
        assertThat(event.detail()).isEqualTo(Map.of("attempt", 3L, "device", Map.of("known", false)));
        assertThat(Duration.between(event.occurredAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(DATABASE.query(
                        "SELECT category || ' ' || request_id FROM audit.event WHERE id = '" + event.id() + "'"))
                .isEqualTo("login req-1");
    }

    private AuditEvent login(Origin origin) {
        return AuditEvent.success(EventType.LOGIN_SUCCEEDED, Actor.user(account), origin);
    }

    private void append(AuditEvent event) {
        DATABASE.inTransaction(() -> trail.record(event));
    }

    private List<RecordedEvent> recorded() {
        return activity.of(account, 200, OptionalLong.empty()).events();
    }

    private static TxType transactionOf(String method) throws NoSuchMethodException {
        return AppendOnlyTrail.class
                .getMethod(method, AuditEvent.class)
                .getAnnotation(Transactional.class)
                .value();
    }
}

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
import dev.gatehouse.testing.Row;
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
    @Row("LO-04")
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

    @Test
    @Row("LO-04")
    void belongsToTheTransactionOfTheChange() {
        String transaction = DATABASE.inTransaction(() -> {
            trail.record(login(Origin.none()).withEmail("ada@example.org"));
            return DATABASE.entityManager()
                    .createNativeQuery("SELECT CAST(pg_current_xact_id() AS text)")
                    .getSingleResult()
                    .toString();
        });
        String id = recorded().get(0).id().toString();
        assertThat(DATABASE.query("SELECT xmin FROM audit.event WHERE id = '" + id + "'"))
                .isEqualTo(transaction);
        assertThat(DATABASE.query("SELECT xmin FROM audit.personal_data WHERE event_id = '" + id + "'"))
                .isEqualTo(transaction);
    }

    @Test
    void survivesBytesThatPostgresRefuses() {
        String odd = "a\u0000b\u001B[31m\uD83D";
        String kept = "a\uFFFDb\uFFFD[31m\uFFFD";
        append(AuditEvent.success(
                        EventType.LOGIN_SUCCEEDED,
                        Actor.user(account),
                        new Origin(Optional.of(odd), Optional.of(odd), Optional.of(odd)))
                .withEmail(odd)
                .because(odd)
                .with(odd, List.of(odd, Map.of("deeper", odd))));

        RecordedEvent event = recorded().get(0);
        assertThat(event.email()).contains(kept);
        assertThat(event.ipAddress()).contains(kept);
        assertThat(event.userAgent()).contains(kept);
        assertThat(event.reason()).contains(kept);
        assertThat(event.detail()).isEqualTo(Map.of(kept, List.of(kept, Map.of("deeper", kept))));
    }

    @Test
    void survivesTextOfAnyLength() {
        String endless = "\uD83D\uDE00".repeat(100_000);
        append(AuditEvent.success(
                        EventType.LOGIN_SUCCEEDED,
                        Actor.user(account),
                        new Origin(Optional.of(endless), Optional.of(endless), Optional.of(endless)))
                .withEmail(endless)
                .because(endless)
                .with("fact", endless));
        assertThat(recorded().get(0).email()).contains("\uD83D\uDE00".repeat(160));
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

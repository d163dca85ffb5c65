package dev.gatehouse.audit.internal;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The trail in {@code audit.event} and {@code audit.personal_data}. Both rows are written by one statement, because
 * every audited request pays for this round trip.
 */
@ApplicationScoped
class AppendOnlyTrail implements AuditTrail {

    private static final int MAX_WORD = 128;

    private static final String APPEND =
            """
            WITH event AS (
              INSERT INTO audit.event (category, type, outcome, actor_type, actor_id, subject_id, session_id,
                request_id, reason, detail, personal_commitment)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, CAST(?10 AS jsonb), ?11)
              RETURNING id)
            INSERT INTO audit.personal_data (event_id, email, ip_address, user_agent, salt)
            SELECT id, ?12, ?13, ?14, ?15 FROM event WHERE CAST(?15 AS bytea) IS NOT NULL""";

    private final EntityManager entityManager;
    private final SecureRandom random;

    @Inject
    AppendOnlyTrail(@AuditUnit EntityManager entityManager, SecureRandom random) {
        this.entityManager = entityManager;
        this.random = random;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void record(AuditEvent event) {
        append(event);
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void recordRefusal(AuditEvent event) {
        append(event);
    }

    private void append(AuditEvent event) {
        PersonalData personal = PersonalData.of(event);
        byte[] salt = personal.isEmpty() ? null : newSalt();
        entityManager
                .createNativeQuery(APPEND)
                .setParameter(1, word(event.type().category()))
                .setParameter(2, event.type().eventName())
                .setParameter(3, word(event.outcome()))
                .setParameter(4, word(event.actor().type()))
                .setParameter(5, event.actor().id().orElse(null))
                .setParameter(6, event.subjectId().orElse(null))
                .setParameter(7, event.sessionId().orElse(null))
                .setParameter(8, storable(event.origin().requestId()))
                .setParameter(9, storable(event.reason()))
                .setParameter(10, Detail.asJson(event.detail()))
                .setParameter(11, salt == null ? null : personal.commitment(salt))
                .setParameter(12, personal.email().orElse(null))
                .setParameter(13, personal.ipAddress().orElse(null))
                .setParameter(14, personal.userAgent().orElse(null))
                .setParameter(15, salt)
                .executeUpdate();
    }

    private byte[] newSalt() {
        byte[] salt = new byte[PersonalData.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String storable(Optional<String> word) {
        return word.map(text -> StorableText.of(text, MAX_WORD)).orElse(null);
    }
}

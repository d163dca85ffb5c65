package dev.gatehouse.auth.internal.mail;

import com.google.crypto.tink.Aead;
import dev.gatehouse.auth.MailSettings;
import dev.gatehouse.auth.Outbox;
import dev.gatehouse.auth.internal.AuthUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of mails. A mail waits, is claimed for the length of a lease, and ends as sent, abandoned or, where no
 * transport is configured, kept. What a claim is worth is decided by the database and its clock alone.
 */
@ApplicationScoped
@Transactional
class StoredOutbox implements Outbox {

    /** How many mails of a kind an address gets within an hour. */
    private static final int HOURLY = 5;

    private final EntityManager entityManager;
    private final Aead aead;
    private final MailSettings settings;

    @Inject
    StoredOutbox(@AuthUnit EntityManager entityManager, Aead aead, MailSettings settings) {
        this.entityManager = entityManager;
        this.aead = aead;
        this.settings = settings;
    }

    @Override
    public List<KeptMail> kept(Optional<String> to, int limit) {
        if (settings.delivers() && !settings.keepSent()) {
            return List.of();
        }
        return rows(OutboxSql.KEPT, to.orElse(null), limit).stream()
                .map(this::keptMail)
                .toList();
    }

    @Override
    public void clear() {
        update(OutboxSql.CLEAR);
    }

    /**
     * Adds a mail in the caller's transaction, unless its address got five of this kind within the hour. The row comes
     * first and the lock second, so that of many transactions at once each counts what those before it committed.
     */
    @Transactional(TxType.MANDATORY)
    public boolean add(MailKind kind, OutgoingMail mail, boolean leaves) {
        return add(kind, mail, leaves, HOURLY);
    }

    /** Takes the steps of {@link #add}, the last of which finds the mail to be one too many. */
    @Transactional(TxType.MANDATORY)
    public void rehearse(MailKind kind, OutgoingMail mail, boolean leaves) {
        add(kind, mail, leaves, 0);
    }

    private boolean add(MailKind kind, OutgoingMail mail, boolean leaves, int hourly) {
        update(
                OutboxSql.ADD,
                mail.id().toString(),
                kind.name(),
                mail.recipient(),
                mail.subject(),
                mail.body().encrypted(aead, mail.id()),
                mail.locale().toLanguageTag(),
                leaves ? "waiting" : "kept");
        rows(OutboxSql.ONE_AT_A_TIME, kind.name(), mail.recipient());
        return update(OutboxSql.DROP_BEYOND_LIMIT, mail.id().toString(), kind.name(), mail.recipient(), hourly) == 0;
    }

    /** Leases the oldest mail that is due, whose recipient has none in flight and whose domain at most one. */
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<ClaimedMail> claim() {
        return rows(OutboxSql.CLAIM).stream()
                .map(row -> new ClaimedMail(
                        (UUID) row[0],
                        (String) row[1],
                        (String) row[2],
                        (byte[]) row[3],
                        Locale.forLanguageTag((String) row[4]),
                        (Integer) row[5]))
                .findFirst();
    }

    /** @throws IllegalStateException if the body is under a key that is gone */
    public OutgoingMail opened(ClaimedMail mail) {
        MailBody body = MailBody.decrypted(mail.body(), aead, mail.id());
        return new OutgoingMail(mail.id(), mail.recipient(), mail.subject(), body, mail.locale());
    }

    /** Holds even if the lease has ended meanwhile: the mail is out, and a second sender should not send it again. */
    @Transactional(TxType.REQUIRES_NEW)
    public void sent(ClaimedMail mail) {
        update(OutboxSql.SENT, mail.id().toString(), settings.keepSent());
    }

    /** Puts a mail back until later, or gives it up once it is a day old. */
    @Transactional(TxType.REQUIRES_NEW)
    public void postpone(ClaimedMail mail, Duration delay, String reason) {
        update(OutboxSql.POSTPONE, mail.id().toString(), mail.attempt(), reason, delay.toMillis() / 1000.0);
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void abandon(ClaimedMail mail, String reason) {
        update(OutboxSql.ABANDON, mail.id().toString(), mail.attempt(), reason);
    }

    private KeptMail keptMail(Object[] row) {
        MailBody body = MailBody.decrypted((byte[]) row[3], aead, (UUID) row[0]);
        return new KeptMail(
                (String) row[1], (String) row[2], body.text(), body.html(), ((Timestamp) row[4]).toInstant());
    }

    private int update(String sql, Object... values) {
        return query(sql, values).executeUpdate();
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String sql, Object... values) {
        return query(sql, values).getResultList();
    }

    private jakarta.persistence.Query query(String sql, Object... values) {
        var query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}

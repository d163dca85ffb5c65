package dev.gatehouse.auth.internal.mail;

/**
 * The statements of the outbox. {@code (SELECT clock_timestamp())} is the same clock as the bare call, but taken once,
 * so that an index can be used.
 */
final class OutboxSql {

    static final String ADD =
            """
            INSERT INTO auth.mail_outbox (id, kind, recipient, subject, body_encrypted, locale, state)
            VALUES (CAST(?1 AS uuid), ?2, ?3, ?4, ?5, ?6, ?7)
            """;

    static final String ONE_AT_A_TIME =
            """
            SELECT 1, CAST(pg_advisory_xact_lock(hashtext('auth.mail_outbox'), hashtext(?1 || ' ' || ?2)) AS text)
            """;

    static final String DROP_BEYOND_LIMIT =
            """
            DELETE FROM auth.mail_outbox
             WHERE id = CAST(?1 AS uuid)
               AND (SELECT count(*) FROM auth.mail_outbox recent
                     WHERE recent.recipient = ?3 AND recent.kind = ?2
                       AND recent.created_at > (SELECT clock_timestamp()) - interval '1 hour') > ?4
            """;

    /** A mail waits for earlier ones to the same person, so that mails arrive in the order they were written. */
    static final String CLAIM =
            """
            UPDATE auth.mail_outbox
               SET claimed_until = clock_timestamp() + interval '2 minutes', attempts = attempts + 1
             WHERE id = (
               SELECT due.id FROM auth.mail_outbox due
                WHERE due.state = 'waiting'
                  AND due.next_attempt_at <= (SELECT clock_timestamp())
                  AND (due.claimed_until IS NULL OR due.claimed_until <= (SELECT clock_timestamp()))
                  AND NOT EXISTS (
                    SELECT 1 FROM auth.mail_outbox other
                     WHERE other.state = 'waiting' AND other.recipient = due.recipient AND other.id <> due.id
                       AND ((other.created_at, other.id) < (due.created_at, due.id)
                            OR other.claimed_until > (SELECT clock_timestamp())))
                  AND due.recipient_domain NOT IN (
                    SELECT busy.recipient_domain FROM auth.mail_outbox busy
                     WHERE busy.state = 'waiting' AND busy.claimed_until > (SELECT clock_timestamp())
                     GROUP BY busy.recipient_domain HAVING count(*) >= 2)
                ORDER BY due.created_at, due.id
                  FOR UPDATE OF due SKIP LOCKED
                LIMIT 1)
            RETURNING id, recipient, subject, body_encrypted, locale, attempts
            """;

    static final String SENT =
            """
            UPDATE auth.mail_outbox
               SET state = 'sent', sent_at = clock_timestamp(), claimed_until = NULL, last_error = NULL,
                   body_encrypted = CASE WHEN ?2 THEN body_encrypted END
             WHERE id = CAST(?1 AS uuid) AND state = 'waiting'
            """;

    static final String POSTPONE =
            """
            UPDATE auth.mail_outbox
               SET state = CASE WHEN created_at < clock_timestamp() - interval '24 hours'
                                THEN 'abandoned' ELSE 'waiting' END,
                   next_attempt_at = clock_timestamp() + make_interval(secs => ?4),
                   claimed_until = NULL, last_error = ?3
             WHERE id = CAST(?1 AS uuid) AND state = 'waiting' AND attempts = ?2
            """;

    static final String ABANDON =
            """
            UPDATE auth.mail_outbox SET state = 'abandoned', claimed_until = NULL, last_error = ?3
             WHERE id = CAST(?1 AS uuid) AND state = 'waiting' AND attempts = ?2
            """;

    static final String KEPT =
            """
            SELECT id, recipient, subject, body_encrypted, created_at FROM auth.mail_outbox
             WHERE body_encrypted IS NOT NULL AND (CAST(?1 AS text) IS NULL OR recipient = CAST(?1 AS text))
             ORDER BY created_at DESC, id DESC LIMIT ?2
            """;

    static final String CLEAR = "DELETE FROM auth.mail_outbox WHERE state <> 'waiting' AND body_encrypted IS NOT NULL";

    private OutboxSql() {}
}

package dev.gatehouse.web.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Rows;
import java.util.LinkedHashMap;
import java.util.Map;

/** What must be true of the tables at any time: nothing half done, no action without its record and no record alone. */
final class Consistency {

    private static final Map<String, String> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put(
                "accounts and registrations",
                """
                SELECT coalesce(a.id, e.subject_id) FROM auth.account a
                FULL JOIN (SELECT subject_id, count(*) AS n FROM audit.event
                           WHERE type = 'account.registered' GROUP BY 1) e ON e.subject_id = a.id
                WHERE a.id IS NULL OR e.n IS DISTINCT FROM 1
                """);
        FAULTS.put(
                "proven addresses, records of the proof and spent tokens",
                """
                SELECT coalesce(a.id, e.subject_id) FROM auth.account a
                FULL JOIN (SELECT subject_id, count(*) AS n FROM audit.event
                           WHERE type = 'account.email_verified' GROUP BY 1) e ON e.subject_id = a.id
                LEFT JOIN (SELECT account_id, count(*) AS issued, count(consumed_at) AS spent
                           FROM auth.one_time_token GROUP BY 1) t ON t.account_id = a.id
                WHERE a.id IS NULL OR t.issued IS NULL
                   OR coalesce(e.n, 0) <> num_nonnulls(a.email_verified_at)
                   OR t.spent <> num_nonnulls(a.email_verified_at)
                """);
        FAULTS.put(
                "accounts, their password and their consent",
                """
                SELECT id FROM auth.account a WHERE password_hash IS NULL
                   OR NOT EXISTS (SELECT 1 FROM auth.consent c WHERE c.account_id = a.id)
                """);
        FAULTS.put(
                "mails and records of them",
                """
                SELECT coalesce(m.recipient, e.email) FROM
                  (SELECT recipient, count(*) AS n FROM auth.mail_outbox WHERE kind = 'VERIFY_EMAIL' GROUP BY 1) m
                FULL JOIN
                  (SELECT a.email, count(*) AS n FROM audit.event v JOIN auth.account a ON a.id = v.subject_id
                   WHERE v.type = 'account.verification_sent' AND v.outcome = 'success' GROUP BY 1) e
                  ON e.email = m.recipient
                WHERE m.n IS DISTINCT FROM e.n
                """);
        FAULTS.put(
                "accounts without a mail",
                """
                SELECT id FROM auth.account a
                WHERE NOT EXISTS (SELECT 1 FROM auth.mail_outbox m WHERE m.recipient = a.email)
                """);
        FAULTS.put(
                "sessions and records of their start",
                """
                SELECT coalesce(s.id, e.session_id) FROM session.session s
                FULL JOIN (SELECT session_id, count(*) AS n FROM audit.event
                           WHERE type = 'session.started' GROUP BY 1) e ON e.session_id = s.id
                WHERE s.id IS NULL OR e.n IS DISTINCT FROM 1
                """);
        FAULTS.put(
                "sessions without an account or a token",
                """
                SELECT s.id FROM session.session s LEFT JOIN auth.account a ON a.id = s.account_id
                WHERE a.id IS NULL OR num_nonnulls(s.refresh_token_hash, s.page_token_hash) <> 1
                """);
        FAULTS.put(
                "sign-ins and sessions",
                """
                SELECT subject_id FROM audit.event WHERE type IN ('session.started', 'login.succeeded')
                GROUP BY 1 HAVING count(*) FILTER (WHERE type = 'session.started')
                               <> count(*) FILTER (WHERE type = 'login.succeeded')
                """);
        FAULTS.put(
                "accounts and the time of their last sign-in",
                """
                SELECT a.id FROM auth.account a
                LEFT JOIN (SELECT DISTINCT subject_id FROM audit.event WHERE type = 'login.succeeded') e
                  ON e.subject_id = a.id
                WHERE (a.last_login_at IS NULL) <> (e.subject_id IS NULL)
                """);
        FAULTS.put(
                "sessions and records of their end",
                """
                SELECT e.session_id FROM audit.event e LEFT JOIN session.session s ON s.id = e.session_id
                WHERE e.type IN ('session.ended', 'session.revoked', 'session.token_reused')
                  AND s.revoked_reason IS DISTINCT FROM CASE e.type
                    WHEN 'session.ended' THEN 'logged_out'
                    WHEN 'session.revoked' THEN 'revoked_by_owner' ELSE 'token_reused' END
                """);
        FAULTS.put(
                "how many sessions ended, and how many the records say",
                """
                SELECT coalesce(s.account_id, e.subject_id) FROM
                  (SELECT account_id, count(*) AS n FROM session.session WHERE revoked_at IS NOT NULL GROUP BY 1) s
                FULL JOIN
                  (SELECT subject_id, sum(CASE type WHEN 'session.all_revoked'
                                                    THEN (detail ->> 'count')::int ELSE 1 END) AS n
                   FROM audit.event WHERE type IN
                     ('session.ended', 'session.revoked', 'session.token_reused', 'session.all_revoked') GROUP BY 1) e
                  ON e.subject_id = s.account_id
                WHERE s.n IS DISTINCT FROM e.n
                """);
        FAULTS.put(
                "records and the personal data they vouch for",
                """
                SELECT e.id FROM audit.event e LEFT JOIN audit.personal_data p ON p.event_id = e.id
                WHERE (e.personal_commitment IS NULL) <> (p.event_id IS NULL)
                """);
    }

    private Consistency() {}

    static void check(Rows rows) {
        FAULTS.forEach((what, query) -> assertThat(rows.texts(query)).as(what).isEmpty());
    }
}

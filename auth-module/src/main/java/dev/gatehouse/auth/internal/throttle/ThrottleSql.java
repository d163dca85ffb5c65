package dev.gatehouse.auth.internal.throttle;

/**
 * The statements of the counters. A row counts tries ({@code failures}), wrong ones and those that are not settled yet
 * ({@code pending}). A node that died leaves some of these behind: nobody got an answer to them, so that they count no
 * more once 10 s have passed without a try. Several rows are always locked in the order of their keys.
 */
final class ThrottleSql {

    /** At most 100 failures in a row (NIST SP 800-63B-4 section 3.2.2), the last 10 from known devices only. */
    static final int HOLDER_LIMIT = 100;

    static final int HOLDER_LIMIT_OF_UNKNOWN_DEVICES = 90;
    static final int KNOWN_DEVICE_LIMIT = 10;
    static final int ADDRESS_LIMIT = 30;
    static final int FIRST_DELAYED_FAILURE = 5;

    /** The failure after which the delay is 64 s, and so for the first time over a minute. */
    static final int MINUTE_FAILURE = 11;

    private static final String LIMIT =
            """
            CASE t.scope WHEN 'account' THEN ?4 WHEN 'known_device' THEN 10 WHEN 'address' THEN 30 ELSE 1000000 END""";

    private static final String UNSETTLED =
            "t.pending > 0 AND t.pending_at > clock_timestamp() - interval '10 seconds'";

    /** The failures without those that nobody will settle any more. */
    private static final String FAILURES = "(t.failures - CASE WHEN " + UNSETTLED + " THEN 0 ELSE t.pending END)";

    private static final String LOCKED =
            """
            WITH locked AS (
              SELECT key, announced AS announced_before, %s AS unsettled FROM auth.login_throttle t
               WHERE key IN (?1, ?2, ?3) ORDER BY key FOR UPDATE)
            """
                    .formatted(UNSETTLED);

    /** What stands against a try: how long, and whether tries that are still being checked may lift it. */
    private static final String STANDING =
            """
            SELECT CAST(ceil(greatest(extract(epoch FROM CASE WHEN %3$s >= %1$s THEN t.expires_at
                                                              ELSE t.blocked_until END - clock_timestamp()), 1)) AS bigint)
                     AS seconds,
                   %2$s AS unsettled
              FROM auth.login_throttle t
             WHERE t.key IN (?1, ?2, ?3) AND t.expires_at > clock_timestamp()
               AND (%3$s >= %1$s OR t.blocked_until > clock_timestamp())
            """
                    .formatted(LIMIT, UNSETTLED, FAILURES);

    /** A try in each of three rows, or in fewer where another try has got ahead meanwhile. */
    private static final String COUNTED =
            """
            INSERT INTO auth.login_throttle AS t
                   (key, scope, holder_kind, holder_id, failures, pending, pending_at, expires_at)
            SELECT k.key, k.scope, CASE WHEN k.scope <> 'address' THEN CAST(?5 AS text) END,
                   CASE WHEN k.scope <> 'address' THEN CAST(?6 AS uuid) END, 1, 1, clock_timestamp(),
                   clock_timestamp() + CASE k.scope WHEN 'address' THEN interval '5 minutes' ELSE interval '1 day' END
              FROM (VALUES (CAST(?1 AS bytea), CAST(?7 AS text)), (CAST(?2 AS bytea), CAST(?8 AS text)),
                           (CAST(?3 AS bytea), CAST(?9 AS text))) AS k (key, scope)
             WHERE length(k.key) > 0 AND NOT EXISTS (SELECT 1 FROM standing) ORDER BY k.key
            ON CONFLICT (key) DO UPDATE SET
              failures = CASE WHEN t.expires_at <= clock_timestamp() THEN 1 ELSE %3$s + 1 END,
              pending = CASE WHEN %2$s THEN t.pending ELSE 0 END + 1,
              pending_at = clock_timestamp(),
              announced = CASE WHEN t.expires_at <= clock_timestamp() THEN 0 ELSE t.announced END,
              blocked_until = CASE WHEN t.scope IN ('device', 'known_device') AND %3$s >= 4
                                    AND t.expires_at > clock_timestamp()
                                   THEN clock_timestamp() + make_interval(secs => least(power(2, %3$s - 4), 900))
                              END,
              expires_at = CASE WHEN t.scope = 'address' AND %3$s < 29 AND t.expires_at > clock_timestamp()
                                THEN t.expires_at ELSE excluded.expires_at END
             WHERE t.expires_at <= clock_timestamp()
                OR %3$s < %1$s AND (t.blocked_until IS NULL OR t.blocked_until <= clock_timestamp())
            RETURNING key
            """
                    .formatted(LIMIT, UNSETTLED, FAILURES);

    /**
     * Counts a try, or tells what stands against it: a row for each counter. The commit does not wait for the disk: the
     * tries of the half second before a crash of the database may go uncounted, which nobody who guesses can bring
     * about; how they end is written as safely as everything else.
     */
    static final String COUNT =
            """
            WITH standing AS (
            %s), counted AS (
            %s)
            SELECT key, CAST(0 AS bigint), false, set_config('synchronous_commit', 'off', true) FROM counted
            UNION ALL SELECT NULL, seconds, unsettled, NULL FROM standing
            """
                    .formatted(STANDING, COUNTED);

    /** The rows that counted a try let it go; whatever delay it was given goes too. */
    static final String TAKE_BACK = LOCKED
            + """
            UPDATE auth.login_throttle t
               SET failures = greatest(failures - 1, 0), pending = greatest(pending - 1, 0), blocked_until = NULL
              FROM locked WHERE t.key = locked.key
            """;

    /** Tries that are still being checked elsewhere go on counting; an address forgets this try only. */
    static final String SUCCEED = LOCKED
            + """
            UPDATE auth.login_throttle t
               SET failures = CASE WHEN scope = 'address' THEN greatest(failures - 1, 0)
                                   WHEN locked.unsettled THEN pending - 1 ELSE 0 END,
                   pending = greatest(pending - 1, 0), blocked_until = NULL,
                   announced = CASE WHEN scope = 'address' THEN announced ELSE 0 END
              FROM locked WHERE t.key = locked.key
            """;

    /** Settles a failure; tells each row's settled failures and whether it has crossed a line that it had not before. */
    static final String FAIL = LOCKED
            + """
            UPDATE auth.login_throttle t
               SET pending = greatest(pending - 1, 0),
                   announced = greatest(announced, CASE
                       WHEN scope = 'device' AND failures - greatest(pending - 1, 0) >= 11 THEN 2
                       WHEN failures - greatest(pending - 1, 0)
                            >= CASE scope WHEN 'account' THEN 90 WHEN 'address' THEN 30 ELSE 5 END THEN 1
                       ELSE 0 END)
              FROM locked WHERE t.key = locked.key
            RETURNING scope, failures - pending, announced, locked.announced_before,
                      CAST(ceil(greatest(extract(epoch FROM coalesce(blocked_until, expires_at) - clock_timestamp()), 0))
                           AS bigint)
            """;

    static final String MAIL_UNLOCK =
            """
            UPDATE auth.login_throttle
               SET unlock_mailed_at = clock_timestamp(), unlock_hash = ?2,
                   unlock_expires_at = clock_timestamp() + interval '1 day'
             WHERE key = ?1
               AND (unlock_mailed_at IS NULL OR unlock_mailed_at <= clock_timestamp() - interval '1 hour')
            """;

    static final String UNLOCKABLE =
            """
            SELECT holder_kind, holder_id FROM auth.login_throttle
             WHERE unlock_hash = ?1 AND unlock_expires_at > clock_timestamp()
            """;

    static final String LOCK_HOLDER =
            """
            SELECT 1 FROM auth.login_throttle WHERE holder_kind = ?1 AND holder_id = ?2 ORDER BY key FOR UPDATE
            """;

    static final String USE_UNLOCK =
            """
            UPDATE auth.login_throttle SET unlock_hash = NULL, unlock_expires_at = NULL
             WHERE unlock_hash = ?1 AND unlock_expires_at > clock_timestamp()
            """;

    /** {@code unlock_mailed_at} stays: the mails keep their distance. */
    static final String LIFT =
            """
            UPDATE auth.login_throttle
               SET failures = 0, pending = 0, blocked_until = NULL, announced = 0, unlock_hash = NULL,
                   unlock_expires_at = NULL
             WHERE holder_kind = ?1 AND holder_id = ?2
            """;

    static final String FORGET =
            """
            DELETE FROM auth.login_throttle WHERE key IN (
              SELECT key FROM auth.login_throttle
               WHERE expires_at < clock_timestamp() - interval '1 hour'
                 AND (unlock_expires_at IS NULL OR unlock_expires_at < clock_timestamp())
               LIMIT 10000 FOR UPDATE SKIP LOCKED)
            """;

    private ThrottleSql() {}
}

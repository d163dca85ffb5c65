package dev.gatehouse.auth.internal.device;

/** The statements over {@code auth.known_device}; the first two parameters are always the holder. */
final class DeviceSql {

    private static final String OF_HOLDER = " WHERE holder_kind = ?1 AND holder_id = ?2 ";

    /** The secret of the cookie first; network and user agent only for a while after an unlock. */
    static final String KNOWN =
            """
            SELECT CASE WHEN secret_hash = ?3 AND expires_at > clock_timestamp() THEN secret_hash ELSE fingerprint END
              FROM auth.known_device
             WHERE holder_kind = ?1 AND holder_id = ?2
               AND (secret_hash = ?3 AND expires_at > clock_timestamp()
                    OR fingerprint = ?4 AND unlocked_until > clock_timestamp())
             ORDER BY secret_hash = ?3 DESC NULLS LAST LIMIT 1
            """;

    /** A client that never brings its secret back gets a new one each time: ten rows are enough for it. */
    private static final String TAKE_OVER =
            """
            UPDATE auth.known_device
               SET secret_hash = nullif(CAST(?3 AS bytea), CAST('' AS bytea)), last_seen_at = clock_timestamp(),
                   expires_at = clock_timestamp() + interval '400 days', name = ?5
             WHERE id = (SELECT id FROM auth.known_device
                          WHERE holder_kind = ?1 AND holder_id = ?2 AND fingerprint = ?4 AND NOT presented
                          ORDER BY last_seen_at DESC OFFSET 9 LIMIT 1)
               AND NOT EXISTS (SELECT 1 FROM auth.known_device
                                WHERE holder_kind = ?1 AND holder_id = ?2 AND secret_hash = ?3)
               AND NOT EXISTS (SELECT 1 FROM seen)
            RETURNING 1
            """;

    private static final String ADD =
            """
            INSERT INTO auth.known_device (id, holder_kind, holder_id, secret_hash, fingerprint, name, expires_at)
            SELECT gen_random_uuid(), ?1, CAST(?2 AS uuid), nullif(CAST(?3 AS bytea), CAST('' AS bytea)),
                   CAST(?4 AS bytea), ?5, clock_timestamp() + interval '400 days'
             WHERE NOT EXISTS (SELECT 1 FROM seen) AND NOT EXISTS (SELECT 1 FROM taken_over)
            ON CONFLICT (holder_kind, holder_id, secret_hash) DO UPDATE
               SET last_seen_at = clock_timestamp(), expires_at = excluded.expires_at,
                   fingerprint = excluded.fingerprint, name = excluded.name
            RETURNING 1
            """;

    private static final String SEEN_AGAIN =
            """
            UPDATE auth.known_device
               SET presented = true, last_seen_at = clock_timestamp(),
                   expires_at = clock_timestamp() + interval '400 days', fingerprint = ?4, name = ?5
            """
                    + OF_HOLDER
                    + "AND secret_hash = ?3 AND expires_at > clock_timestamp() RETURNING 1";

    /** Whether the device was known before; how many there were ever, and how many like this one. */
    static final String SIGNED_IN =
            """
            WITH seen AS (%s), taken_over AS (%s), added AS (%s)
            SELECT EXISTS (SELECT 1 FROM seen), count(*),
                   count(*) FILTER (WHERE fingerprint = ?4 AND expires_at > clock_timestamp())
              FROM auth.known_device
            """
                            .formatted(SEEN_AGAIN, TAKE_OVER, ADD)
                    + OF_HOLDER;

    /** Makes the device known whatever it was. */
    static final String ADD_KNOWN =
            "WITH seen AS (SELECT 1 WHERE false), taken_over AS (%s), added AS (%s) SELECT count(*) FROM added"
                    .formatted(TAKE_OVER, ADD);

    static final String TRUST = "UPDATE auth.known_device SET unlocked_until = clock_timestamp() + interval '1 hour'"
            + OF_HOLDER
            + "AND fingerprint = ?3";

    static final String DOUBT =
            """
            UPDATE auth.known_device
               SET unlocked_until = NULL,
                   expires_at = CASE WHEN secret_hash = ?3 THEN clock_timestamp() ELSE expires_at END
            """
                    + OF_HOLDER
                    + "AND (secret_hash = ?3 OR fingerprint = ?4 AND unlocked_until IS NOT NULL)";

    /** The rows stay for a while: the next sign-in is not the account's first. */
    static final String FORGET =
            "UPDATE auth.known_device SET unlocked_until = NULL, expires_at = least(expires_at, clock_timestamp())"
                    + OF_HOLDER;

    private DeviceSql() {}
}

package dev.gatehouse.auth.internal.token;

/** The statements of the mailed links. */
final class TokenSql {

    private static final String SELECT =
            """
            SELECT id, holder_kind, account_id, own_registration, pending_password_hash, pending_first_name,
                pending_last_name, pending_user_type, pending_locale, browser_hash, pending_email
            FROM auth.one_time_token
            """;

    private static final String OF_HOLDER =
            " WHERE holder_kind = ?1 AND account_id = ?2 AND purpose = ?3 AND consumed_at IS NULL";

    static final String OPEN = SELECT
            + "WHERE token_hash = ?1 AND purpose = ?2 AND consumed_at IS NULL AND expires_at > clock_timestamp()";

    static final String LAST = SELECT + OF_HOLDER;

    static final String OPEN_ABOUT = SELECT + OF_HOLDER
            + " AND pending_email = ?4 AND expires_at > clock_timestamp() ORDER BY created_at LIMIT 1";

    static final String ISSUED_SINCE = "SELECT 1 FROM auth.one_time_token" + OF_HOLDER + " AND created_at > ?4";

    /** A dead link needs no hash of a password, nor anything else that it was sent for. */
    private static final String USE_UP =
            """
            UPDATE auth.one_time_token SET consumed_at = clock_timestamp(), pending_password_hash = NULL,
                pending_first_name = NULL, pending_last_name = NULL, pending_user_type = NULL, pending_locale = NULL,
                browser_hash = NULL, pending_email = NULL
            """;

    static final String DISCARD = USE_UP + OF_HOLDER;

    static final String REPLACE = DISCARD + " AND NOT several_open";

    static final String DISCARD_LATER = USE_UP
            + """
            WHERE consumed_at IS NULL AND (holder_kind, account_id, purpose) =
                  (SELECT holder_kind, account_id, purpose FROM auth.one_time_token WHERE id = ?1)
              AND created_at > (SELECT created_at FROM auth.one_time_token WHERE id = ?1)
            """;

    static final String DISCARD_CLAIMS = USE_UP
            + """
            WHERE holder_kind = ?1 AND account_id = ?2 AND purpose = 'verify_email' AND NOT own_registration
              AND consumed_at IS NULL
            """;

    static final String CONSUME = USE_UP + "WHERE id = ?1 AND consumed_at IS NULL AND expires_at > clock_timestamp()";

    static final String INSERT =
            """
            INSERT INTO auth.one_time_token (id, holder_kind, account_id, purpose, several_open, token_hash,
                own_registration, pending_password_hash, pending_first_name, pending_last_name, pending_user_type,
                pending_locale, browser_hash, pending_email, expires_at)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, CAST(?8 AS text), CAST(?9 AS text), CAST(?10 AS text),
                CAST(?11 AS text), CAST(?12 AS text), CAST(?13 AS bytea), CAST(?14 AS text),
                clock_timestamp() + make_interval(secs => ?15)
            WHERE ?16
            """;

    private TokenSql() {}
}

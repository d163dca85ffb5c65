package dev.gatehouse.auth.internal.token;

import dev.gatehouse.auth.internal.AuthUnit;
import dev.gatehouse.auth.internal.account.Registration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The mailed links. Of one purpose an account has at most one open; whoever issues or consumes holds the lock of the
 * account's row, taken before.
 */
@ApplicationScoped
public class OneTimeTokens {

    private static final String COLUMNS =
            "SELECT id, account_id, own_registration, pending_password_hash, pending_first_name, pending_last_name, pending_user_type,"
                    + " pending_locale, browser_hash FROM auth.one_time_token ";

    private static final String OPEN = COLUMNS
            + "WHERE token_hash = ?1 AND purpose = ?2 AND consumed_at IS NULL AND expires_at > clock_timestamp()";

    private static final String LAST = COLUMNS + "WHERE account_id = ?1 AND purpose = ?2 AND consumed_at IS NULL";

    private static final String ISSUED_SINCE =
            """
            SELECT 1 FROM auth.one_time_token
            WHERE account_id = ?1 AND purpose = ?2 AND consumed_at IS NULL AND created_at > ?3
            """;

    /** A dead link needs no hash of a password, nor anything else that it was sent for. */
    private static final String USE_UP =
            """
            UPDATE auth.one_time_token SET consumed_at = clock_timestamp(), pending_password_hash = NULL,
                pending_first_name = NULL, pending_last_name = NULL, pending_user_type = NULL, pending_locale = NULL,
                browser_hash = NULL
            """;

    private static final String REPLACE = USE_UP + "WHERE account_id = ?1 AND purpose = ?2 AND consumed_at IS NULL";

    private static final String INSERT =
            """
            INSERT INTO auth.one_time_token (id, account_id, purpose, token_hash, own_registration,
                pending_password_hash, pending_first_name, pending_last_name, pending_user_type, pending_locale,
                browser_hash, expires_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, clock_timestamp() + make_interval(secs => ?12))
            """;

    private static final String CONSUME =
            USE_UP + "WHERE id = ?1 AND consumed_at IS NULL AND expires_at > clock_timestamp()";

    private final EntityManager entityManager;

    @Inject
    OneTimeTokens(@AuthUnit EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** The open token with this secret. It may be consumed by another caller before this one does. */
    public Optional<OneTimeToken> open(LinkToken token, Purpose purpose) {
        return first(OPEN, token.hash(), purpose.stored());
    }

    /** The last token of the account that was neither used nor replaced; it may have expired. */
    public Optional<OneTimeToken> last(UUID accountId, Purpose purpose) {
        return first(LAST, accountId, purpose.stored());
    }

    /** Whether the open token of the account is younger than this moment of the database's clock. */
    public boolean issuedSince(OffsetDateTime moment, UUID accountId, Purpose purpose) {
        return !entityManager
                .createNativeQuery(ISSUED_SINCE)
                .setParameter(1, accountId)
                .setParameter(2, purpose.stored())
                .setParameter(3, moment)
                .getResultList()
                .isEmpty();
    }

    /** Stores a token; the older ones of its purpose die. */
    public void issue(
            LinkToken token,
            Purpose purpose,
            UUID accountId,
            boolean own,
            Registration pending,
            Optional<byte[]> browserHash) {
        entityManager
                .createNativeQuery(REPLACE)
                .setParameter(1, accountId)
                .setParameter(2, purpose.stored())
                .executeUpdate();
        entityManager
                .createNativeQuery(INSERT)
                .setParameter(1, UUID.randomUUID())
                .setParameter(2, accountId)
                .setParameter(3, purpose.stored())
                .setParameter(4, token.hash())
                .setParameter(5, own)
                .setParameter(6, pending.passwordHash())
                .setParameter(7, pending.firstName())
                .setParameter(8, pending.lastName())
                .setParameter(9, pending.userType())
                .setParameter(10, pending.locale())
                .setParameter(11, browserHash.orElse(null))
                .setParameter(12, (double) purpose.lifetime().toSeconds())
                .executeUpdate();
    }

    /** Uses the token up. Of any number of simultaneous callers one gets true. */
    public boolean consume(OneTimeToken token) {
        return entityManager
                        .createNativeQuery(CONSUME)
                        .setParameter(1, token.id())
                        .executeUpdate()
                == 1;
    }

    private Optional<OneTimeToken> first(String sql, Object key, String purpose) {
        List<?> rows = entityManager
                .createNativeQuery(sql)
                .setParameter(1, key)
                .setParameter(2, purpose)
                .getResultList();
        return rows.stream().findFirst().map(row -> read((Object[]) row));
    }

    private static OneTimeToken read(Object[] row) {
        return new OneTimeToken(
                (UUID) row[0],
                (UUID) row[1],
                (boolean) row[2],
                new Registration((String) row[3], (String) row[4], (String) row[5], (String) row[6], (String) row[7]),
                Optional.ofNullable((byte[]) row[8]));
    }
}

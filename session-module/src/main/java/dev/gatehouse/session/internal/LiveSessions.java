package dev.gatehouse.session.internal;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.LiveSession;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.SessionSettings;
import dev.gatehouse.session.SessionView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of the sessions that have neither ended nor expired: added, found, kept alive, listed. */
@Dependent
class LiveSessions {

    private static final String ADD =
            """
            INSERT INTO session.session (id, account_id, refresh_token_hash, page_token_hash, device_name, ip_address,
              user_agent, device_fingerprint, audience, authenticated_at, created_at, last_used_at, expires_at,
              absolute_expires_at)
            SELECT ?1, ?2, CAST(?3 AS bytea), CAST(?4 AS bytea), CAST(?5 AS text), CAST(?6 AS text), CAST(?7 AS text),
              ?10, ?11, moment, moment, moment, moment + least(make_interval(secs => ?8), make_interval(secs => ?9)),
              moment + make_interval(secs => ?9)
            FROM clock_timestamp() AS moment
            RETURNING coalesce((SELECT lowest FROM session.account_version WHERE account_id = ?2), 0)
            """;

    private static final String SELECT =
            """
            SELECT s.id, s.account_id, coalesce(v.lowest, 0), s.authenticated_at, s.expires_at,
              s.last_used_at <= clock_timestamp() - make_interval(secs => ?2), s.audience
            FROM session.session s LEFT JOIN session.account_version v ON v.account_id = s.account_id
            WHERE s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
            """;

    private static final String BY_PAGE_TOKEN = SELECT + " AND s.page_token_hash = ?1";

    private static final String BY_ID = SELECT + " AND s.id = ?1";

    private static final String SLIDE =
            """
            UPDATE session.session
            SET last_used_at = clock_timestamp(),
              expires_at = least(clock_timestamp()
                + make_interval(secs => CASE audience WHEN 'admins' THEN ?4 ELSE ?3 END), absolute_expires_at)
            WHERE id = ?1 AND revoked_at IS NULL AND expires_at > clock_timestamp()
              AND last_used_at <= clock_timestamp() - make_interval(secs => ?2)
            """;

    private static final String FRESH =
            """
            SELECT 1 FROM session.session
            WHERE id = ?1 AND revoked_at IS NULL AND expires_at > clock_timestamp()
              AND authenticated_at > clock_timestamp() - make_interval(secs => ?2)
            """;

    private static final String REAUTHENTICATE =
            """
            UPDATE session.session SET authenticated_at = clock_timestamp()
            WHERE id = ?1 AND revoked_at IS NULL AND expires_at > clock_timestamp()
            """;

    private static final String RENEW_PAGE_SECRET =
            """
            UPDATE session.session SET page_token_hash = ?2
            WHERE id = ?1 AND page_token_hash IS NOT NULL AND revoked_at IS NULL AND expires_at > clock_timestamp()
            """;

    private static final String OF_ACCOUNT =
            """
            SELECT id, device_name, ip_address, user_agent, created_at, last_used_at, expires_at
            FROM session.session
            WHERE account_id = ?1 AND revoked_at IS NULL AND expires_at > clock_timestamp()
            ORDER BY last_used_at DESC, id
            """;

    /** A page session is used with every click: to write each time would make every read of a page a write. */
    private static final Duration SLIDES_EVERY = Duration.ofMinutes(1);

    /** How long a sign-in serves in place of a password. */
    private static final Duration FRESH_FOR = Duration.ofMinutes(5);

    private final EntityManager manager;
    private final SessionSettings settings;

    @Inject
    LiveSessions(@SessionUnit EntityManager manager, SessionSettings settings) {
        this.manager = manager;
        this.settings = settings;
    }

    /** @return the account's lowest valid version */
    long add(UUID id, NewSession session, byte[] secretHash) {
        boolean page = session.kind() == NewSession.Kind.PAGE;
        Query add = manager.createNativeQuery(ADD)
                .setParameter(1, id)
                .setParameter(2, session.accountId())
                .setParameter(3, page ? null : secretHash)
                .setParameter(4, page ? secretHash : null)
                .setParameter(
                        5, session.deviceName().map(LiveSessions::printable).orElse(null))
                .setParameter(6, session.origin().ipAddress().orElse(null))
                .setParameter(
                        7,
                        session.origin()
                                .userAgent()
                                .map(LiveSessions::printable)
                                .orElse(null))
                .setParameter(8, seconds(Lifetimes.idle(session.audience(), session.kind(), settings)))
                .setParameter(9, seconds(Lifetimes.absolute(session.audience(), session.kind(), settings)))
                .setParameter(
                        10,
                        DeviceFingerprint.of(session.origin().userAgent(), session.marks())
                                .text())
                .setParameter(11, Row.stored(session.audience()));
        return Row.first(add).orElseThrow().number(0);
    }

    Optional<LiveSession> find(UUID id) {
        return read(BY_ID, id).map(LiveSessions::session);
    }

    Optional<LiveSession> resume(byte[] pageTokenHash) {
        return read(BY_PAGE_TOKEN, pageTokenHash)
                .flatMap(row -> row.flag(5) ? slide(row.uuid(0)) : Optional.of(session(row)));
    }

    boolean fresh(UUID id) {
        return Row.first(manager.createNativeQuery(FRESH).setParameter(1, id).setParameter(2, seconds(FRESH_FOR)))
                .isPresent();
    }

    boolean reauthenticate(UUID id) {
        return manager.createNativeQuery(REAUTHENTICATE).setParameter(1, id).executeUpdate() == 1;
    }

    boolean renewPageSecret(UUID id, byte[] secretHash) {
        return manager.createNativeQuery(RENEW_PAGE_SECRET)
                        .setParameter(1, id)
                        .setParameter(2, secretHash)
                        .executeUpdate()
                == 1;
    }

    List<SessionView> of(UUID accountId) {
        return Row.all(manager.createNativeQuery(OF_ACCOUNT).setParameter(1, accountId)).stream()
                .map(row -> new SessionView(
                        row.uuid(0),
                        row.text(1),
                        row.text(2),
                        row.text(3),
                        row.instant(4),
                        row.instant(5),
                        row.instant(6)))
                .toList();
    }

    /** Reads again afterwards: while the update waited for its row, someone may have ended the session. */
    private Optional<LiveSession> slide(UUID id) {
        manager.createNativeQuery(SLIDE)
                .setParameter(1, id)
                .setParameter(2, seconds(SLIDES_EVERY))
                .setParameter(3, seconds(settings.idle()))
                .setParameter(4, seconds(Lifetimes.idle(Audience.ADMINS, NewSession.Kind.PAGE, settings)))
                .executeUpdate();
        return find(id);
    }

    private Optional<Row> read(String query, Object key) {
        return Row.first(manager.createNativeQuery(query).setParameter(1, key).setParameter(2, seconds(SLIDES_EVERY)));
    }

    private static LiveSession session(Row row) {
        return new LiveSession(
                row.uuid(0), row.uuid(1), audience(row.text(6)), row.number(2), row.instant(3), row.instant(4));
    }

    private static Audience audience(Optional<String> stored) {
        return Audience.valueOf(stored.orElseThrow().toUpperCase(Locale.ROOT));
    }

    /** PostgreSQL takes neither NUL nor half a surrogate pair, which a cut may leave. */
    private static String printable(String text) {
        return text.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

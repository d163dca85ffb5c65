package dev.gatehouse.session.internal.revocation;

import dev.gatehouse.session.internal.Row;
import dev.gatehouse.session.internal.SessionUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what was revoked lately, by the database's clock. */
@Dependent
class RevocationLog {

    private static final String NOW = "SELECT clock_timestamp()";

    /** The limit is a plain parameter, because the planner guesses badly, and scans, where it cannot see a value. */
    private static final String CHANGES =
            """
            SELECT 'session', id, CAST(0 AS bigint) FROM session.session WHERE revoked_at > CAST(?1 AS timestamptz)
            UNION ALL
            SELECT 'version', account_id, lowest FROM session.account_version
            WHERE changed_at > CAST(?1 AS timestamptz)
            """;

    private static final String ACCEPTS =
            """
            SELECT s.id FROM session.session s
            WHERE s.id = ?1 AND s.account_id = ?2 AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
              AND ?3 >= coalesce((SELECT lowest FROM session.account_version WHERE account_id = ?2), 0)
            """;

    /**
     * A transaction that revoked something may commit this much after it took the time. PostgreSQL ends ours earlier
     * ({@code transaction_timeout}), also those of a process that stands still.
     */
    private static final Duration LATE_COMMITS = Duration.ofSeconds(60);

    private final EntityManager manager;

    @Inject
    RevocationLog(@SessionUnit EntityManager manager) {
        this.manager = manager;
    }

    Part last(Duration period) {
        Instant now = now();
        return changes(now, now.minus(period));
    }

    /** Everything that can have become visible since an earlier reading, even if the clock was set back since. */
    Part since(Instant readAt) {
        Instant now = now();
        return changes(now, (readAt.isBefore(now) ? readAt : now).minus(LATE_COMMITS));
    }

    boolean accepts(UUID sessionId, UUID accountId, long version) {
        return Row.first(manager.createNativeQuery(ACCEPTS)
                        .setParameter(1, sessionId)
                        .setParameter(2, accountId)
                        .setParameter(3, version))
                .isPresent();
    }

    private Instant now() {
        return Row.first(manager.createNativeQuery(NOW)).orElseThrow().instant(0);
    }

    private Part changes(Instant now, Instant start) {
        Set<UUID> sessions = new HashSet<>();
        Map<UUID, Long> versions = new HashMap<>();
        for (Row row : Row.all(
                manager.createNativeQuery(CHANGES).setParameter(1, OffsetDateTime.ofInstant(start, ZoneOffset.UTC)))) {
            if (row.text(0).orElseThrow().equals("session")) {
                sessions.add(row.uuid(1));
            } else {
                versions.put(row.uuid(1), row.number(2));
            }
        }
        return new Part(now, sessions, versions);
    }

    /** @param readAt the database's time just before the reading */
    record Part(Instant readAt, Set<UUID> sessions, Map<UUID, Long> versions) {}
}

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what was revoked lately, by the database's clock. */
@Dependent
class RevocationLog {

    /**
     * The limits are subselects: as such they are evaluated once and can use the indexes. {@code least} covers a
     * database clock that was set back, and ignores an absent first argument.
     */
    private static final String CHANGES =
            """
            WITH period AS MATERIALIZED (
              SELECT clock_timestamp() AS now,
                least(CAST(?1 AS timestamptz), clock_timestamp()) - make_interval(secs => ?2) AS start)
            SELECT 'now', CAST(NULL AS uuid), CAST(0 AS bigint), now FROM period
            UNION ALL
            SELECT 'session', id, 0, NULL FROM session.session WHERE revoked_at > (SELECT start FROM period)
            UNION ALL
            SELECT 'version', account_id, lowest, NULL FROM session.account_version
            WHERE changed_at > (SELECT start FROM period)
            """;

    private static final String ACCEPTS =
            """
            SELECT s.id FROM session.session s
            WHERE s.id = ?1 AND s.account_id = ?2 AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
              AND ?3 >= coalesce((SELECT lowest FROM session.account_version WHERE account_id = ?2), 0)
            """;

    /** A transaction that revoked something may commit this much after it took the time. */
    private static final Duration LATE_COMMITS = Duration.ofSeconds(60);

    private final EntityManager manager;

    @Inject
    RevocationLog(@SessionUnit EntityManager manager) {
        this.manager = manager;
    }

    Part last(Duration period) {
        return changes(null, period);
    }

    /** Everything that can have become visible since an earlier reading. */
    Part since(Instant readAt) {
        return changes(OffsetDateTime.ofInstant(readAt, ZoneOffset.UTC), LATE_COMMITS);
    }

    boolean accepts(UUID sessionId, UUID accountId, long version) {
        return Row.first(manager.createNativeQuery(ACCEPTS)
                        .setParameter(1, sessionId)
                        .setParameter(2, accountId)
                        .setParameter(3, version))
                .isPresent();
    }

    private Part changes(OffsetDateTime since, Duration reach) {
        List<Row> rows = Row.all(
                manager.createNativeQuery(CHANGES).setParameter(1, since).setParameter(2, (double) reach.toSeconds()));
        Set<UUID> sessions = new HashSet<>();
        Map<UUID, Long> versions = new HashMap<>();
        Instant readAt = Instant.MIN;
        for (Row row : rows) {
            switch (row.text(0).orElseThrow()) {
                case "session" -> sessions.add(row.uuid(1));
                case "version" -> versions.put(row.uuid(1), row.number(2));
                default -> readAt = row.instant(3);
            }
        }
        return new Part(readAt, sessions, versions);
    }

    /** @param readAt the database's time of reading */
    record Part(Instant readAt, Set<UUID> sessions, Map<UUID, Long> versions) {}
}

package dev.gatehouse.session.internal;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.SessionDirectory;
import dev.gatehouse.session.SessionView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Reads the list by its key, so that no part of it costs more than another. */
@ApplicationScoped
class StoredSessionDirectory implements SessionDirectory {

    private static final String LIVE =
            """
            SELECT id, account_id, audience, device_name, ip_address, user_agent, created_at, last_used_at, expires_at
            FROM session.session
            WHERE revoked_at IS NULL AND expires_at > clock_timestamp()
              AND (CAST(?1 AS uuid) IS NULL OR account_id = CAST(?1 AS uuid))
              AND (CAST(?2 AS timestamptz) IS NULL
                OR (created_at, id) < (CAST(?2 AS timestamptz), CAST(?3 AS uuid)))
            ORDER BY created_at DESC, id DESC LIMIT ?4
            """;

    private final EntityManager manager;

    @Inject
    StoredSessionDirectory(@SessionUnit EntityManager manager) {
        this.manager = manager;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Entry> live(Optional<UUID> accountId, Optional<Position> before, int limit) {
        return Row.all(manager.createNativeQuery(LIVE)
                        .setParameter(1, accountId.orElse(null))
                        .setParameter(
                                2,
                                before.map(at -> OffsetDateTime.ofInstant(at.createdAt(), ZoneOffset.UTC))
                                        .orElse(null))
                        .setParameter(3, before.map(Position::id).orElse(null))
                        .setParameter(4, limit))
                .stream()
                .map(StoredSessionDirectory::entry)
                .toList();
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.uuid(1),
                Audience.valueOf(row.text(2).orElseThrow().toUpperCase(Locale.ROOT)),
                new SessionView(
                        row.uuid(0),
                        row.text(3),
                        row.text(4),
                        row.text(5),
                        row.instant(6),
                        row.instant(7),
                        row.instant(8)));
    }
}

package dev.gatehouse.session.internal;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.RefreshTokenReused;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.SessionsRevoked;
import dev.gatehouse.session.SignedOut;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ends sessions, each once: only the call that finds it live ends it, records it and tells of it. */
@Dependent
class SessionEndings {

    private static final String END_ONE =
            """
            UPDATE session.session SET revoked_at = clock_timestamp(), revoked_reason = ?3
            WHERE id = ?1 AND account_id = ?2 AND revoked_at IS NULL AND expires_at > clock_timestamp()
            RETURNING audience
            """;

    /** Locks in one order, so that two calls at once wait for each other instead of deadlocking. */
    private static final String END_ALL =
            """
            WITH doomed AS (
              SELECT id FROM session.session
              WHERE account_id = ?1 AND revoked_at IS NULL AND expires_at > clock_timestamp()
                AND id IS DISTINCT FROM CAST(?2 AS uuid)
              ORDER BY id FOR UPDATE)
            UPDATE session.session s SET revoked_at = clock_timestamp(), revoked_reason = ?3
            FROM doomed WHERE s.id = doomed.id
            RETURNING s.id, s.audience
            """;

    private static final String FORGET = "DELETE FROM session.session WHERE account_id = ?1";

    private final EntityManager manager;
    private final AuditTrail trail;
    private final Event<SessionsRevoked> revoked;
    private final Event<RefreshTokenReused> reused;
    private final Event<SignedOut> signedOut;

    @Inject
    SessionEndings(
            @SessionUnit EntityManager manager,
            AuditTrail trail,
            Event<SessionsRevoked> revoked,
            Event<RefreshTokenReused> reused,
            Event<SignedOut> signedOut) {
        this.manager = manager;
        this.trail = trail;
        this.revoked = revoked;
        this.reused = reused;
        this.signedOut = signedOut;
    }

    boolean revoke(UUID accountId, UUID sessionId, Origin origin) {
        Optional<Audience> ended = end(accountId, sessionId, RevocationReason.REVOKED_BY_OWNER);
        ended.ifPresent(
                area -> record(EventType.SESSION_REVOKED, owner(area, accountId), accountId, sessionId, origin));
        return ended.isPresent();
    }

    boolean revoke(UUID accountId, UUID sessionId, UUID adminId, Origin origin) {
        boolean ended =
                end(accountId, sessionId, RevocationReason.REVOKED_BY_ADMIN).isPresent();
        if (ended) {
            record(EventType.SESSION_REVOKED, Actor.admin(adminId), accountId, sessionId, origin);
        }
        return ended;
    }

    boolean end(UUID accountId, UUID sessionId, RevocationReason reason, Origin origin) {
        boolean ended = end(accountId, sessionId, reason).isPresent();
        if (ended) {
            trail.record(AuditEvent.success(EventType.SESSION_REVOKED, Actor.system(), origin)
                    .about(accountId)
                    .inSession(sessionId)
                    .because(Row.stored(reason)));
        }
        return ended;
    }

    void forget(UUID accountId) {
        manager.createNativeQuery(FORGET).setParameter(1, accountId).executeUpdate();
    }

    void logOut(UUID accountId, UUID sessionId, Origin origin) {
        signedOut.fire(new SignedOut(accountId));
        end(accountId, sessionId, RevocationReason.LOGGED_OUT)
                .ifPresent(
                        area -> record(EventType.SESSION_ENDED, owner(area, accountId), accountId, sessionId, origin));
    }

    private void record(EventType type, Actor actor, UUID accountId, UUID sessionId, Origin origin) {
        trail.record(AuditEvent.success(type, actor, origin).about(accountId).inSession(sessionId));
    }

    boolean tokenReused(UUID accountId, UUID sessionId, Origin origin) {
        boolean ended = end(accountId, sessionId, RevocationReason.TOKEN_REUSED).isPresent();
        if (ended) {
            trail.record(AuditEvent.denied(EventType.SESSION_TOKEN_REUSED, Actor.anonymous(), origin)
                    .about(accountId)
                    .inSession(sessionId));
            reused.fire(new RefreshTokenReused(accountId, sessionId, origin));
        }
        return ended;
    }

    int revokeAll(UUID accountId, Optional<UUID> except, RevocationReason reason, Origin origin) {
        signedOut.fire(new SignedOut(accountId));
        List<Row> rows = Row.all(manager.createNativeQuery(END_ALL)
                .setParameter(1, accountId)
                .setParameter(2, except.orElse(null))
                .setParameter(3, Row.stored(reason)));
        Set<UUID> ended = rows.stream().map(row -> row.uuid(0)).collect(Collectors.toSet());
        if (!ended.isEmpty()) {
            Actor owner = owner(audience(rows.get(0), 1), accountId);
            AuditEvent event = AuditEvent.success(EventType.SESSION_ALL_REVOKED, actor(owner, reason), origin)
                    .about(accountId)
                    .because(Row.stored(reason))
                    .with("count", ended.size());
            trail.record(except.map(event::inSession).orElse(event));
            revoked.fire(new SessionsRevoked(ended));
        }
        return ended.size();
    }

    /** @return the area of the session that this call ended */
    private Optional<Audience> end(UUID accountId, UUID sessionId, RevocationReason reason) {
        Optional<Audience> ended = Row.first(manager.createNativeQuery(END_ONE)
                        .setParameter(1, sessionId)
                        .setParameter(2, accountId)
                        .setParameter(3, Row.stored(reason)))
                .map(row -> audience(row, 0));
        if (ended.isPresent()) {
            revoked.fire(new SessionsRevoked(Set.of(sessionId)));
        }
        return ended;
    }

    /** The account behind a session of this area, as the trail names who acts. */
    static Actor owner(Audience area, UUID accountId) {
        return switch (area) {
            case USERS -> Actor.user(accountId);
            case ADMINS -> Actor.admin(accountId);
        };
    }

    private static Audience audience(Row row, int column) {
        return Audience.valueOf(row.text(column).orElseThrow().toUpperCase(Locale.ROOT));
    }

    private static Actor actor(Actor owner, RevocationReason reason) {
        return switch (reason) {
            case LOGGED_OUT,
                    REVOKED_BY_OWNER,
                    PASSWORD_CHANGED,
                    SECOND_FACTOR_CHANGED,
                    ADDRESS_PROVEN_BY_ANOTHER,
                    ADDRESS_RESTORED,
                    DENIED_BY_OWNER -> owner;
            case REVOKED_BY_ADMIN,
                    SECOND_FACTOR_DEMANDED,
                    PASSWORD_RESET_FORCED,
                    ACCOUNT_DISABLED,
                    ACCOUNT_DELETED,
                    TOKEN_REUSED -> Actor.system();
        };
    }
}

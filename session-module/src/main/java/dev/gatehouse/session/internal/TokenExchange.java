package dev.gatehouse.session.internal;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.RefreshOutcome.Invalid;
import dev.gatehouse.session.RefreshOutcome.Refreshed;
import dev.gatehouse.session.RefreshOutcome.Reused;
import dev.gatehouse.session.SessionSettings;
import dev.gatehouse.session.internal.token.RefreshToken;
import dev.gatehouse.session.internal.token.RefreshTokenKeys;
import dev.gatehouse.session.internal.token.Rotation;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Exchanges a genuine refresh token for its successor.
 *
 * <p>Nearly always one conditional update does it, and of simultaneous callers the row lets one through. The others,
 * and whoever comes later, are told apart by what the row says then: the current token is answered with itself, the
 * previous one within the grace with the successor that it already has, and any other is reuse.
 */
@Dependent
class TokenExchange {

    private static final String ROTATE =
            """
            UPDATE session.session s
            SET previous_token_hash = refresh_token_hash, refresh_token_hash = ?3, rotation_salt = ?4,
              rotation_key_id = ?5, rotated_at = clock_timestamp(), last_used_at = clock_timestamp(),
              expires_at = least(clock_timestamp() + make_interval(secs => ?6), absolute_expires_at)
            WHERE id = ?1 AND refresh_token_hash = ?2 AND audience = ?8 AND revoked_at IS NULL
              AND expires_at > clock_timestamp()
              AND (rotated_at IS NULL OR rotated_at <= clock_timestamp() - make_interval(secs => ?7))
            RETURNING account_id,
              coalesce((SELECT lowest FROM session.account_version v WHERE v.account_id = s.account_id), 0),
              device_fingerprint
            """;

    private static final String MOVE = "UPDATE session.session SET device_fingerprint = ?2 WHERE id = ?1";

    /**
     * The grace counts until the call began, not until its row was free: a caller must not become a thief by having
     * waited for another's commit. A grace of nothing stays nothing, although a rotation may be younger than the call.
     */
    private static final String READ =
            """
            SELECT s.account_id, coalesce(v.lowest, 0), s.refresh_token_hash, s.previous_token_hash,
              coalesce(?2 > 0 AND s.rotated_at + make_interval(secs => ?2) > transaction_timestamp(), false),
              coalesce(s.rotation_key_id, 0), s.rotation_salt
            FROM session.session s LEFT JOIN session.account_version v ON v.account_id = s.account_id
            WHERE s.id = ?1 AND s.refresh_token_hash IS NOT NULL AND s.audience = ?3
              AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
            """;

    private final EntityManager manager;
    private final SessionSettings settings;
    private final RefreshTokenKeys keys;
    private final SessionEndings endings;
    private final AuditTrail trail;

    @Inject
    TokenExchange(
            @SessionUnit EntityManager manager,
            SessionSettings settings,
            RefreshTokenKeys keys,
            SessionEndings endings,
            AuditTrail trail) {
        this.manager = manager;
        this.settings = settings;
        this.keys = keys;
        this.endings = endings;
        this.trail = trail;
    }

    RefreshOutcome exchange(RefreshToken token, Audience audience, Origin origin, DeviceFingerprint device) {
        return rotate(token, audience, origin, device)
                .or(() -> read(token, audience).map(state -> judge(token, state, origin)))
                .orElseGet(Invalid::new);
    }

    private Optional<RefreshOutcome> rotate(
            RefreshToken token, Audience audience, Origin origin, DeviceFingerprint device) {
        Rotation rotation = keys.rotate(token);
        return Row.first(manager.createNativeQuery(ROTATE)
                        .setParameter(1, token.sessionId())
                        .setParameter(2, token.hash())
                        .setParameter(3, rotation.successor().hash())
                        .setParameter(4, rotation.salt())
                        .setParameter(5, rotation.keyId())
                        .setParameter(
                                6, LiveSessions.seconds(Lifetimes.idle(audience, NewSession.Kind.TOKEN, settings)))
                        .setParameter(7, LiveSessions.seconds(settings.grace()))
                        .setParameter(8, Row.stored(audience)))
                .map(row -> {
                    compare(token.sessionId(), audience, row, device, origin);
                    return refreshed(row.uuid(0), row.number(1), rotation.successor());
                });
    }

    /** The row is held by the rotation: of two refreshes from elsewhere the second sees what the first wrote. */
    private void compare(UUID session, Audience audience, Row rotated, DeviceFingerprint device, Origin origin) {
        Optional<DeviceFingerprint> before = rotated.text(2).map(DeviceFingerprint::parse);
        if (before.filter(known -> !device.mayBe(known)).isEmpty()) {
            return;
        }
        manager.createNativeQuery(MOVE)
                .setParameter(1, session)
                .setParameter(2, device.after(before.get()).text())
                .executeUpdate();
        Actor owner = SessionEndings.owner(audience, rotated.uuid(0));
        trail.record(AuditEvent.success(EventType.SESSION_FINGERPRINT_CHANGED, owner, origin)
                .about(rotated.uuid(0))
                .inSession(session));
    }

    private Optional<State> read(RefreshToken token, Audience audience) {
        return Row.first(manager.createNativeQuery(READ)
                        .setParameter(1, token.sessionId())
                        .setParameter(2, LiveSessions.seconds(settings.grace()))
                        .setParameter(3, Row.stored(audience)))
                .map(State::of);
    }

    private RefreshOutcome judge(RefreshToken token, State state, Origin origin) {
        if (Arrays.equals(token.hash(), state.current())) {
            return refreshed(state.accountId(), state.version(), token);
        }
        if (state.lately() && Arrays.equals(token.hash(), state.previous())) {
            return keys.again(token, state.keyId(), state.salt())
                    .filter(successor -> Arrays.equals(successor.hash(), state.current()))
                    .map(successor -> refreshed(state.accountId(), state.version(), successor))
                    .orElseGet(Invalid::new);
        }
        boolean ended = endings.tokenReused(state.accountId(), token.sessionId(), origin);
        return ended ? new Reused(token.sessionId()) : new Invalid();
    }

    private static RefreshOutcome refreshed(UUID accountId, long version, RefreshToken token) {
        return new Refreshed(token.sessionId(), accountId, version, token.text());
    }

    private record State(
            UUID accountId, long version, byte[] current, byte[] previous, boolean lately, int keyId, byte[] salt) {

        static State of(Row row) {
            return new State(
                    row.uuid(0),
                    row.number(1),
                    row.bytes(2),
                    row.bytes(3),
                    row.flag(4),
                    (int) row.number(5),
                    row.bytes(6));
        }

        @Override
        public String toString() {
            return "State[" + accountId + "]";
        }
    }
}

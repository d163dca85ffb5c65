package dev.gatehouse.session.internal;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.ClientMarks;
import dev.gatehouse.session.LiveSession;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.SessionView;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.session.internal.token.RefreshTokenKeys;
import dev.gatehouse.session.internal.token.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions as rows of {@code session.session}: one each, from sign-in to end, whatever happens in between. */
@ApplicationScoped
@Transactional
class StoredSessions implements Sessions {

    private final LiveSessions live;
    private final TokenExchange exchange;
    private final SessionEndings endings;
    private final AccountVersions versions;
    private final RefreshTokenKeys keys;
    private final SecureRandom random;
    private final AuditTrail trail;

    @Inject
    StoredSessions(
            LiveSessions live,
            TokenExchange exchange,
            SessionEndings endings,
            AccountVersions versions,
            RefreshTokenKeys keys,
            SecureRandom random,
            AuditTrail trail) {
        this.live = live;
        this.exchange = exchange;
        this.endings = endings;
        this.versions = versions;
        this.keys = keys;
        this.random = random;
        this.trail = trail;
    }

    @Override
    public StartedSession start(NewSession session) {
        UUID id = UUID.randomUUID();
        String secret =
                switch (session.kind()) {
                    case TOKEN -> keys.first(id).text();
                    case PAGE -> Secret.draw(random);
                };
        long version = live.add(id, session, Secret.hash(secret));
        Actor owner = SessionEndings.owner(session.audience(), session.accountId());
        trail.record(AuditEvent.success(EventType.SESSION_STARTED, owner, session.origin())
                .about(session.accountId())
                .inSession(id));
        return new StartedSession(id, session.accountId(), version, secret);
    }

    @Override
    public RefreshOutcome refresh(String refreshToken, Audience audience, Origin origin, ClientMarks marks) {
        return keys.recognise(refreshToken)
                .map(token ->
                        exchange.exchange(token, audience, origin, DeviceFingerprint.of(origin.userAgent(), marks)))
                .orElseGet(RefreshOutcome.Invalid::new);
    }

    @Override
    public Optional<LiveSession> resume(String pageToken) {
        return Secret.wellFormed(pageToken) ? live.resume(Secret.hash(pageToken)) : Optional.empty();
    }

    @Override
    public Optional<LiveSession> find(UUID sessionId) {
        return live.find(sessionId);
    }

    @Override
    public boolean fresh(UUID sessionId) {
        return live.fresh(sessionId);
    }

    @Override
    public boolean reauthenticated(UUID sessionId) {
        return live.reauthenticate(sessionId);
    }

    @Override
    public Optional<String> renewPageSecret(UUID sessionId) {
        String secret = Secret.draw(random);
        return live.renewPageSecret(sessionId, Secret.hash(secret)) ? Optional.of(secret) : Optional.empty();
    }

    @Override
    public List<SessionView> of(UUID accountId) {
        return live.of(accountId);
    }

    @Override
    public boolean revoke(UUID accountId, UUID sessionId, Origin origin) {
        return endings.revoke(accountId, sessionId, origin);
    }

    @Override
    public boolean end(UUID accountId, UUID sessionId, RevocationReason reason, Origin origin) {
        return endings.end(accountId, sessionId, reason, origin);
    }

    @Override
    public void logOut(UUID accountId, UUID sessionId, Origin origin) {
        endings.logOut(accountId, sessionId, origin);
    }

    @Override
    public int revokeAll(UUID accountId, Optional<UUID> except, RevocationReason reason, Origin origin) {
        return endings.revokeAll(accountId, except, reason, origin);
    }

    @Override
    public Optional<UUID> revokeByAdmin(UUID sessionId, UUID adminId, Origin origin) {
        Optional<UUID> owner = live.find(sessionId).map(LiveSession::accountId);
        return owner.filter(account -> endings.revoke(account, sessionId, adminId, origin));
    }

    @Override
    public void erase(UUID accountId, Origin origin) {
        endings.revokeAll(accountId, Optional.empty(), RevocationReason.ACCOUNT_DELETED, origin);
        versions.raise(accountId);
        endings.forget(accountId);
    }

    @Override
    public void outdateAccessTokens(UUID accountId) {
        versions.raise(accountId);
    }
}

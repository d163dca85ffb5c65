package dev.gatehouse.auth.internal.directory;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.Position;
import dev.gatehouse.auth.StandingOutcome;
import dev.gatehouse.auth.UserRecord;
import dev.gatehouse.auth.Users;
import dev.gatehouse.auth.internal.account.StoredAccount;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.credential.AdminsReason;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What admins see and end. */
@ApplicationScoped
@Transactional
class UserDirectory implements Users {

    private final UserSearch search;
    private final StoredAccounts accounts;
    private final Sessions sessions;
    private final Erasure erasure;
    private final AuditTrail trail;

    @Inject
    UserDirectory(UserSearch search, StoredAccounts accounts, Sessions sessions, Erasure erasure, AuditTrail trail) {
        this.search = search;
        this.accounts = accounts;
        this.sessions = sessions;
        this.erasure = erasure;
        this.trail = trail;
    }

    @Override
    public List<UserRecord> search(
            Optional<String> query, Optional<Status> status, Optional<Position> before, int limit) {
        return search.search(query, status, before, limit);
    }

    @Override
    public Optional<UserRecord> view(UUID accountId, UUID adminId, Origin origin) {
        Optional<StoredAccount> account = accounts.find(accountId);
        account.ifPresent(found -> trail.record(event(EventType.ADMIN_USER_VIEWED, accountId, adminId, origin)));
        return account.map(StoredAccount::record);
    }

    @Override
    public Optional<Integer> endSessions(UUID accountId, UUID adminId, Origin origin) {
        return accounts.lock(accountId).map(account -> {
            int ended = sessions.revokeAll(accountId, Optional.empty(), RevocationReason.REVOKED_BY_ADMIN, origin);
            trail.record(event(EventType.ADMIN_SESSIONS_REVOKED, accountId, adminId, origin)
                    .with("count", ended));
            return ended;
        });
    }

    @Override
    public boolean endSession(UUID sessionId, UUID adminId, Origin origin) {
        Optional<UUID> owner = sessions.revokeByAdmin(sessionId, adminId, origin);
        owner.ifPresent(account -> trail.record(event(EventType.ADMIN_SESSIONS_REVOKED, account, adminId, origin)
                .inSession(sessionId)
                .with("count", 1)));
        return owner.isPresent();
    }

    @Override
    public StandingOutcome delete(UUID accountId, String reason, UUID adminId, Origin origin) {
        Optional<FieldError> fault = AdminsReason.fault(reason);
        if (fault.isPresent()) {
            return new StandingOutcome.Invalid(List.of(fault.get()));
        }
        Optional<StoredAccount> account = accounts.lock(accountId);
        account.ifPresent(doomed -> {
            erasure.erase(doomed, origin);
            trail.record(event(EventType.ADMIN_USER_DELETED, accountId, adminId, origin)
                    .because(AdminsReason.line(reason)));
        });
        return account.isPresent() ? new StandingOutcome.Done() : new StandingOutcome.Unknown();
    }

    private static AuditEvent event(EventType type, UUID accountId, UUID adminId, Origin origin) {
        return AuditEvent.success(type, Actor.admin(adminId), origin).about(accountId);
    }
}

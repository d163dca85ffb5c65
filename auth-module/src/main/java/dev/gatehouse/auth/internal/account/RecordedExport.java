package dev.gatehouse.auth.internal.account;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AccountExport;
import dev.gatehouse.auth.Consent;
import dev.gatehouse.auth.internal.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Hands an account to its owner, and the trail knows. */
@ApplicationScoped
class RecordedExport implements AccountExport {

    private static final String CONSENTS =
            "SELECT kind, version, accepted_at FROM auth.consent WHERE account_id = ?1 ORDER BY accepted_at, kind";

    private final StoredAccounts accounts;
    private final Statements statements;
    private final AuditTrail trail;

    @Inject
    RecordedExport(StoredAccounts accounts, Statements statements, AuditTrail trail) {
        this.accounts = accounts;
        this.statements = statements;
        this.trail = trail;
    }

    @Override
    @Transactional
    public Optional<Exported> export(UUID accountId, UUID sessionId, Origin origin) {
        return accounts.find(accountId).filter(account -> !account.disabled()).map(account -> {
            trail.record(AuditEvent.success(EventType.ACCOUNT_EXPORTED, Actor.user(accountId), origin)
                    .inSession(sessionId));
            return new Exported(account.view(), consents(accountId));
        });
    }

    private List<Consent> consents(UUID accountId) {
        return statements.all(CONSENTS, accountId).stream()
                .map(row -> new Consent((String) row[0], (String) row[1], instant(row[2])))
                .toList();
    }

    private static Instant instant(Object column) {
        return column instanceof OffsetDateTime time ? time.toInstant() : ((Timestamp) column).toInstant();
    }
}

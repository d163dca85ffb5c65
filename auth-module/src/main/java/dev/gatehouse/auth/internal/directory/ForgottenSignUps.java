package dev.gatehouse.auth.internal.directory;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.UnverifiedAccounts;
import dev.gatehouse.auth.internal.AuthUnit;
import dev.gatehouse.auth.internal.account.StoredAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** Clears away what was begun and never proven (ASVS 5.0 6.4.1). */
@ApplicationScoped
@Transactional
class ForgottenSignUps implements UnverifiedAccounts {

    private static final String ABANDONED =
            """
            SELECT * FROM auth.account
            WHERE email_verified_at IS NULL AND updated_at < clock_timestamp() - make_interval(secs => ?1)
              AND (last_login_at IS NULL OR last_login_at < clock_timestamp() - make_interval(secs => ?1))
            ORDER BY updated_at LIMIT 50 FOR UPDATE SKIP LOCKED
            """;

    private final EntityManager entityManager;
    private final AccountSettings settings;
    private final Erasure erasure;
    private final AuditTrail trail;

    @Inject
    ForgottenSignUps(
            @AuthUnit EntityManager entityManager, AccountSettings settings, Erasure erasure, AuditTrail trail) {
        this.entityManager = entityManager;
        this.settings = settings;
        this.erasure = erasure;
        this.trail = trail;
    }

    @Override
    public int forget(Duration unused) {
        if (!settings.verificationRequired()) {
            return 0;
        }
        List<?> abandoned = entityManager
                .createNativeQuery(ABANDONED, StoredAccount.class)
                .setParameter(1, unused.toSeconds())
                .getResultList();
        abandoned.stream().map(StoredAccount.class::cast).forEach(this::forget);
        return abandoned.size();
    }

    private void forget(StoredAccount account) {
        erasure.erase(account, Origin.none());
        trail.record(AuditEvent.success(EventType.ACCOUNT_DELETED, Actor.system(), Origin.none())
                .about(account.id())
                .because("never_verified"));
    }
}

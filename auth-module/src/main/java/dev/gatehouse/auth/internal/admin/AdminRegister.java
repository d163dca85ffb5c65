package dev.gatehouse.auth.internal.admin;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AccountStanding;
import dev.gatehouse.auth.AdminAccount;
import dev.gatehouse.auth.AdminChangeOutcome;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Admins;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who is admin, and that somebody always is. */
@ApplicationScoped
class AdminRegister implements Admins {

    /** What the account's row keeps as the reason. */
    private static final String DECISION = "disabled by another admin";

    private final StoredAdmins admins;
    private final AccountStanding standing;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    AdminRegister(StoredAdmins admins, AccountStanding standing, Sessions sessions, AuditTrail trail, Clock clock) {
        this.admins = admins;
        this.standing = standing;
        this.sessions = sessions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<AdminAccount> find(UUID adminId) {
        return admins.find(adminId).filter(admin -> !admin.disabled()).map(StoredAdmin::view);
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<AdminAccount> all() {
        return admins.all().stream().map(StoredAdmin::view).toList();
    }

    @Override
    @Transactional
    public AdminChangeOutcome change(
            UUID adminId, Optional<AdminRole> role, Optional<Boolean> disabled, UUID actor, Origin origin) {
        List<UUID> full = admins.lockFullAdmins();
        Optional<StoredAdmin> found = admins.lock(adminId);
        if (found.isEmpty()) {
            return new AdminChangeOutcome.Unknown();
        }
        boolean steps = role.filter(wanted -> wanted != AdminRole.ADMIN).isPresent() || disabled.orElse(false);
        if (steps && full.equals(List.of(adminId))) {
            return new AdminChangeOutcome.LastAdmin();
        }
        StoredAdmin admin = found.get();
        role.filter(wanted -> wanted != admin.role()).ifPresent(wanted -> become(admin, wanted, actor, origin));
        disabled.ifPresent(wanted -> stand(admin, wanted, Actor.admin(actor), origin));
        return new AdminChangeOutcome.Changed(admin.view());
    }

    private void become(StoredAdmin admin, AdminRole wanted, UUID actor, Origin origin) {
        AdminRole before = admin.role();
        admin.become(wanted, clock.instant());
        sessions.outdateAccessTokens(admin.id());
        trail.record(AuditEvent.success(EventType.ADMIN_ADMIN_CHANGED, Actor.admin(actor), origin)
                .about(admin.id())
                .with("change", "role")
                .with("from", before.wireName())
                .with("to", wanted.wireName()));
    }

    private void stand(StoredAdmin admin, boolean disabled, Actor actor, Origin origin) {
        if (disabled) {
            standing.disable(admin.holder(), DECISION, actor, origin);
        } else {
            standing.enable(admin.holder(), actor, origin);
        }
    }
}

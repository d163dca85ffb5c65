package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Unlock;
import dev.gatehouse.auth.UnlockOutcome;
import dev.gatehouse.auth.internal.device.KnownDevices;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.token.LinkToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Ways out of the throttle: the mailed link, and an admin. */
@ApplicationScoped
@Transactional
class UnlockByMail implements Unlock {

    private final StoredThrottle counters;
    private final KnownDevices devices;
    private final Holders holders;
    private final AuditTrail trail;

    @Inject
    UnlockByMail(StoredThrottle counters, KnownDevices devices, Holders holders, AuditTrail trail) {
        this.counters = counters;
        this.devices = devices;
        this.holders = holders;
        this.trail = trail;
    }

    @Override
    public UnlockOutcome unlock(String token, Client client) {
        Optional<Holder> holder = LinkToken.parse(token).map(LinkToken::hash).flatMap(counters::unlock);
        holder.ifPresent(known -> {
            counters.lift(known);
            devices.trust(known, client);
        });
        return holder.isPresent() ? new UnlockOutcome.Unlocked() : new UnlockOutcome.TokenInvalid();
    }

    @Override
    public boolean unlock(Holder holder, UUID adminId, Origin origin) {
        Optional<HolderAccount> owner = holders.find(holder);
        owner.ifPresent(account -> {
            counters.lift(holder);
            trail.record(AuditEvent.success(EventType.ADMIN_USER_UNLOCKED, Actor.admin(adminId), origin)
                    .about(holder.id())
                    .withEmail(account.email()));
        });
        return owner.isPresent();
    }
}

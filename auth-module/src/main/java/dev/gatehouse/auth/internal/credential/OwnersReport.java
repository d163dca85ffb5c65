package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.LinkOutcome;
import dev.gatehouse.auth.NotMe;
import dev.gatehouse.auth.internal.device.KnownDevices;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.token.OneTimeToken;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Purpose;
import dev.gatehouse.session.RevocationReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Believes an owner who says "this was not me". */
@ApplicationScoped
class OwnersReport implements NotMe {

    private final MailedLinks links;
    private final Addresses addresses;
    private final OneTimeTokens tokens;
    private final KnownDevices devices;
    private final Lockdown lockdown;
    private final AuditTrail trail;

    @Inject
    OwnersReport(
            MailedLinks links,
            Addresses addresses,
            OneTimeTokens tokens,
            KnownDevices devices,
            Lockdown lockdown,
            AuditTrail trail) {
        this.links = links;
        this.addresses = addresses;
        this.tokens = tokens;
        this.devices = devices;
        this.lockdown = lockdown;
        this.trail = trail;
    }

    @Override
    public LinkOutcome report(String token, Origin origin) {
        return links.use(
                token,
                Purpose.NOT_ME,
                EventType.SECURITY_SUSPICIOUS_ACTIVITY,
                origin,
                (account, found) -> secure(account, found.email(), origin));
    }

    private boolean secure(HolderAccount account, EmailAddress reporter, Origin origin) {
        if (!account.email().equals(reporter.value())) {
            takeBack(account, reporter, origin);
        }
        tokens.discard(account.holder(), Purpose.NOT_ME);
        devices.forget(account.holder());
        lockdown.impose(account, RevocationReason.DENIED_BY_OWNER, origin);
        trail.record(AuditEvent.success(EventType.SECURITY_SUSPICIOUS_ACTIVITY, Holders.actor(account.holder()), origin)
                .about(account.holder().id())
                .withEmail(account.email())
                .because("reported_by_owner"));
        return true;
    }

    /** Or else the link that resets the password would go to whoever took the account elsewhere. */
    private void takeBack(HolderAccount account, EmailAddress reporter, Origin origin) {
        Optional<OneTimeToken> undo = tokens.openAbout(reporter, account.holder(), Purpose.UNDO_EMAIL);
        undo.filter(link -> addresses.move(account, reporter, origin)).ifPresent(link -> {
            tokens.consume(link);
            tokens.discardLaterThan(link);
            trail.record(AuditEvent.success(EventType.ACCOUNT_EMAIL_CHANGED, Holders.actor(account.holder()), origin)
                    .about(account.holder().id())
                    .withEmail(account.email())
                    .because("undone"));
        });
    }
}

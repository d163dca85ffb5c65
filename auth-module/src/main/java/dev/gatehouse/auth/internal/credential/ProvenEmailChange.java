package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.EmailChange;
import dev.gatehouse.auth.EmailChangeOutcome;
import dev.gatehouse.auth.LinkOutcome;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.internal.device.KnownDevices;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.token.LinkToken;
import dev.gatehouse.auth.internal.token.OneTimeToken;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Pending;
import dev.gatehouse.auth.internal.token.Purpose;
import dev.gatehouse.session.RevocationReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Map;

/** Changes addresses: {@link EmailChangeRequests} takes the wish, the links make the change and undo it. */
@ApplicationScoped
class ProvenEmailChange implements EmailChange {

    private final EmailChangeRequests requests;
    private final MailedLinks links;
    private final Addresses addresses;
    private final OneTimeTokens tokens;
    private final NotMeLinks notices;
    private final KnownDevices devices;
    private final Lockdown lockdown;
    private final AuditTrail trail;
    private final SecureRandom random;

    @Inject
    ProvenEmailChange(
            EmailChangeRequests requests,
            MailedLinks links,
            Addresses addresses,
            OneTimeTokens tokens,
            NotMeLinks notices,
            KnownDevices devices,
            Lockdown lockdown,
            AuditTrail trail,
            SecureRandom random) {
        this.requests = requests;
        this.links = links;
        this.addresses = addresses;
        this.tokens = tokens;
        this.notices = notices;
        this.devices = devices;
        this.lockdown = lockdown;
        this.trail = trail;
        this.random = random;
    }

    @Override
    public EmailChangeOutcome request(OwnerProof proof, String newEmail) {
        return requests.request(proof, newEmail);
    }

    @Override
    public LinkOutcome confirm(String token, Origin origin) {
        return links.use(
                token,
                Purpose.CONFIRM_EMAIL,
                EventType.ACCOUNT_EMAIL_CHANGED,
                origin,
                (account, found) -> confirm(account, found, origin));
    }

    @Override
    public LinkOutcome undo(String token, Origin origin) {
        return links.use(
                token,
                Purpose.UNDO_EMAIL,
                EventType.ACCOUNT_EMAIL_CHANGED,
                origin,
                (account, found) -> undo(account, found, origin));
    }

    private boolean confirm(HolderAccount account, OneTimeToken token, Origin origin) {
        EmailAddress old = new EmailAddress(account.email());
        boolean wasProven = account.verified();
        if (account.disabled() || !addresses.move(account, token.email(), origin)) {
            trail.record(refused(account, origin).because(account.disabled() ? "account_disabled" : "address_taken"));
            return false;
        }
        if (wasProven) {
            tellThe(old, account);
        }
        trail.record(changed(account, origin));
        return true;
    }

    /** An address that nobody proved is nobody's: whoever reads its mail must not get the account by undoing. */
    private void tellThe(EmailAddress old, HolderAccount account) {
        LinkToken undo = LinkToken.draw(random);
        if (notices.sendTo(old, MailKind.EMAIL_CHANGED, account, Map.of("undo", undo.text()))) {
            tokens.issue(undo, Purpose.UNDO_EMAIL, account.holder(), Pending.address(old));
        }
    }

    private boolean undo(HolderAccount account, OneTimeToken token, Origin origin) {
        if (!addresses.move(account, token.email(), origin)) {
            trail.record(refused(account, origin).because("address_taken"));
            return false;
        }
        tokens.discardLaterThan(token);
        devices.forget(account.holder());
        lockdown.impose(account, RevocationReason.ADDRESS_RESTORED, origin);
        trail.record(changed(account, origin).because("undone"));
        return true;
    }

    private static AuditEvent changed(HolderAccount account, Origin origin) {
        return AuditEvent.success(EventType.ACCOUNT_EMAIL_CHANGED, Holders.actor(account.holder()), origin)
                .about(account.holder().id())
                .withEmail(account.email());
    }

    private static AuditEvent refused(HolderAccount account, Origin origin) {
        return AuditEvent.denied(EventType.ACCOUNT_EMAIL_CHANGED, Holders.actor(account.holder()), origin)
                .about(account.holder().id());
    }
}

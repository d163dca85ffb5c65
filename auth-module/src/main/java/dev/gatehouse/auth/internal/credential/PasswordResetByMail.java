package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.PasswordReset;
import dev.gatehouse.auth.PasswordResetOutcome;
import dev.gatehouse.auth.internal.EvenTime;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.token.OneTimeToken;
import dev.gatehouse.auth.internal.token.Purpose;
import dev.gatehouse.session.RevocationReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Resets passwords by a mailed link. The link goes to every account's stored address, whatever stands against the
 * account, and the steps are the same where there is none; what stands against it still does afterwards.
 */
@ApplicationScoped
class PasswordResetByMail implements PasswordReset {

    private final Holders holders;
    private final ResetLinks resetLinks;
    private final MailedLinks links;
    private final NewPasswords newPasswords;
    private final Passwords passwords;
    private final Lockdown lockdown;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    PasswordResetByMail(
            Holders holders,
            ResetLinks resetLinks,
            MailedLinks links,
            NewPasswords newPasswords,
            Passwords passwords,
            Lockdown lockdown,
            AuditTrail trail,
            Transactions transactions) {
        this.holders = holders;
        this.resetLinks = resetLinks;
        this.links = links;
        this.newPasswords = newPasswords;
        this.passwords = passwords;
        this.lockdown = lockdown;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    public void request(Holder.Kind kind, String email, Origin origin) {
        EvenTime.spend(() -> EmailAddress.parse(email)
                .ifPresent(address -> transactions.required(() -> {
                    trail.record(answer(kind, address, origin).withEmail(address.value()));
                    return address;
                })));
    }

    private AuditEvent answer(Holder.Kind kind, EmailAddress address, Origin origin) {
        Optional<HolderAccount> owner = holders.lock(kind, address);
        if (owner.isEmpty()) {
            resetLinks.rehearse(MailKind.RESET_PASSWORD, address);
            return denied(origin, "unknown_account");
        }
        AuditEvent event = resetLinks.send(MailKind.RESET_PASSWORD, owner.get())
                ? AuditEvent.success(EventType.ACCOUNT_PASSWORD_RESET_REQUESTED, Actor.anonymous(), origin)
                : denied(origin, "enough_mails");
        return event.about(owner.get().holder().id());
    }

    private static AuditEvent denied(Origin origin, String why) {
        return AuditEvent.denied(EventType.ACCOUNT_PASSWORD_RESET_REQUESTED, Actor.anonymous(), origin)
                .because(why);
    }

    @Override
    public PasswordResetOutcome reset(String token, String newPassword, Client client) {
        Origin origin = client.origin();
        return links.open(token, Purpose.RESET_PASSWORD, EventType.ACCOUNT_PASSWORD_RESET, origin)
                .flatMap(found -> holders.find(found.holder()).map(owner -> reset(found, owner, newPassword, origin)))
                .orElseGet(PasswordResetOutcome.TokenInvalid::new);
    }

    private PasswordResetOutcome reset(OneTimeToken token, HolderAccount owner, String newPassword, Origin origin) {
        List<FieldError> faults = newPasswords.faults(newPassword, owner);
        if (!faults.isEmpty()) {
            return new PasswordResetOutcome.WeakPassword(faults);
        }
        String hash = passwords.hash(newPassword);
        return transactions.required(() -> links.spend(token)
                .map(account -> reset(account, hash, origin))
                .orElseGet(PasswordResetOutcome.TokenInvalid::new));
    }

    private PasswordResetOutcome reset(HolderAccount account, String hash, Origin origin) {
        newPasswords.give(account, hash, origin);
        lockdown.endAll(account, RevocationReason.PASSWORD_CHANGED, origin);
        trail.record(AuditEvent.success(EventType.ACCOUNT_PASSWORD_RESET, Holders.actor(account.holder()), origin)
                .about(account.holder().id())
                .withEmail(account.email()));
        return new PasswordResetOutcome.Changed(account.holder());
    }
}

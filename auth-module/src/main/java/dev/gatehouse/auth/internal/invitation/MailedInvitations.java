package dev.gatehouse.auth.internal.invitation;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Invitation;
import dev.gatehouse.auth.InvitationOutcome;
import dev.gatehouse.auth.Invitations;
import dev.gatehouse.auth.Position;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.mail.Reader;
import dev.gatehouse.auth.internal.token.LinkToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Invitations that go out by mail. */
@ApplicationScoped
class MailedInvitations implements Invitations {

    private final InvitationForm form;
    private final StoredInvitations invitations;
    private final InvitationAcceptance acceptances;
    private final Holders holders;
    private final Mails mails;
    private final AuditTrail trail;
    private final SecureRandom random;
    private final Transactions transactions;

    @Inject
    MailedInvitations(
            InvitationForm form,
            StoredInvitations invitations,
            InvitationAcceptance acceptances,
            Holders holders,
            Mails mails,
            AuditTrail trail,
            SecureRandom random,
            Transactions transactions) {
        this.form = form;
        this.invitations = invitations;
        this.acceptances = acceptances;
        this.holders = holders;
        this.mails = mails;
        this.trail = trail;
        this.random = random;
        this.transactions = transactions;
    }

    @Override
    public InvitationOutcome invite(Wish wish, UUID adminId, Origin origin) {
        List<FieldError> faults = form.faults(wish);
        return faults.isEmpty()
                ? transactions.required(() -> invite(form.guest(wish), adminId, origin))
                : new InvitationOutcome.Invalid(faults);
    }

    private InvitationOutcome invite(StoredInvitations.Guest guest, UUID adminId, Origin origin) {
        Holder.Kind kind = guest.role().equals(InvitationForm.USER) ? Holder.Kind.USER : Holder.Kind.ADMIN;
        if (holders.find(kind, guest.address()).filter(HolderAccount::verified).isPresent()) {
            return new InvitationOutcome.AlreadyThere();
        }
        LinkToken token = LinkToken.draw(random);
        return send(invitations.add(guest, token, adminId), token, event(adminId, origin));
    }

    @Override
    public InvitationOutcome resend(UUID invitationId, UUID adminId, Origin origin) {
        LinkToken token = LinkToken.draw(random);
        return transactions.required(() -> invitations.renew(invitationId, token, adminId)
                ? send(
                        invitations.find(invitationId).orElseThrow(),
                        token,
                        event(adminId, origin).because("sent_again"))
                : new InvitationOutcome.Unknown());
    }

    private InvitationOutcome send(StoredInvitation invitation, LinkToken token, AuditEvent event) {
        MailKind kind = invitation.kind() == Holder.Kind.ADMIN ? MailKind.ADMIN_INVITATION : MailKind.INVITATION;
        mails.send(kind, Reader.at(invitation.view().email(), invitation.locale()), Map.of("token", token.text()));
        trail.record(described(event, invitation));
        return new InvitationOutcome.Invited(invitation.view(), token.text());
    }

    @Override
    public List<Invitation> list(Optional<Position> before, int limit) {
        return transactions.required(() -> invitations.list(before, limit)).stream()
                .map(StoredInvitation::view)
                .toList();
    }

    @Override
    public boolean revoke(UUID invitationId, UUID adminId, Origin origin) {
        return transactions.required(() -> {
            boolean revoked = invitations.revoke(invitationId);
            if (revoked) {
                AuditEvent event = AuditEvent.success(EventType.ADMIN_INVITATION_REVOKED, Actor.admin(adminId), origin);
                trail.record(described(event, invitations.find(invitationId).orElseThrow()));
            }
            return revoked;
        });
    }

    @Override
    public Optional<Invitation> find(String token) {
        return LinkToken.parse(token)
                .flatMap(link -> transactions.required(() -> invitations.open(link)))
                .map(StoredInvitation::view);
    }

    @Override
    public AcceptOutcome accept(Acceptance acceptance) {
        return acceptances.accept(acceptance);
    }

    private static AuditEvent event(UUID adminId, Origin origin) {
        return AuditEvent.success(EventType.ADMIN_INVITATION_CREATED, Actor.admin(adminId), origin);
    }

    private static AuditEvent described(AuditEvent event, StoredInvitation invitation) {
        return event.withEmail(invitation.view().email())
                .with("invitation", invitation.id().toString())
                .with("role", invitation.role());
    }
}

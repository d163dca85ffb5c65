package dev.gatehouse.auth.internal.invitation;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Invitations.AcceptOutcome;
import dev.gatehouse.auth.Invitations.Acceptance;
import dev.gatehouse.auth.SupportedLanguages;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.account.NewOwner;
import dev.gatehouse.auth.internal.account.Registration;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.admin.StoredAdmins;
import dev.gatehouse.auth.internal.credential.Addresses;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.token.LinkToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the account of an invitation, with the password of whoever holds the link. */
@ApplicationScoped
class InvitationAcceptance {

    private final StoredInvitations invitations;
    private final NewOwner.Form form;
    private final Passwords passwords;
    private final Addresses addresses;
    private final StoredAccounts accounts;
    private final StoredAdmins admins;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    InvitationAcceptance(
            StoredInvitations invitations,
            NewOwner.Form form,
            Passwords passwords,
            Addresses addresses,
            StoredAccounts accounts,
            StoredAdmins admins,
            AuditTrail trail,
            Transactions transactions) {
        this.invitations = invitations;
        this.form = form;
        this.passwords = passwords;
        this.addresses = addresses;
        this.accounts = accounts;
        this.admins = admins;
        this.trail = trail;
        this.transactions = transactions;
    }

    AcceptOutcome accept(Acceptance acceptance) {
        AcceptOutcome outcome = LinkToken.parse(acceptance.token())
                .flatMap(token -> transactions
                        .required(() -> invitations.open(token))
                        .map(invitation -> accept(acceptance, token, invitation)))
                .orElseGet(AcceptOutcome.TokenInvalid::new);
        if (outcome instanceof AcceptOutcome.TokenInvalid) {
            trail.recordRefusal(
                    AuditEvent.failure(EventType.ACCOUNT_INVITATION_ACCEPTED, Actor.anonymous(), acceptance.origin())
                            .because("token_invalid"));
        }
        return outcome;
    }

    private AcceptOutcome accept(Acceptance acceptance, LinkToken token, StoredInvitation invitation) {
        NewOwner owner = new NewOwner(acceptance.password(), acceptance.firstName(), acceptance.lastName());
        List<FieldError> faults = form.faults(Optional.of(invitation.address()), owner);
        if (!faults.isEmpty()) {
            return new AcceptOutcome.Invalid(faults);
        }
        Registration registration = new Registration(
                passwords.hash(owner.password()),
                owner.first(),
                owner.last(),
                invitation.view().userType().orElseGet(invitation::role),
                SupportedLanguages.nearestTo(acceptance.locale()).toLanguageTag());
        return transactions.required(() -> make(invitation, token, registration, acceptance.origin()));
    }

    /** The address first: where it is somebody's, the invitation stays as it is. */
    private AcceptOutcome make(StoredInvitation invitation, LinkToken token, Registration registration, Origin origin) {
        if (!addresses.vacate(invitation.kind(), invitation.address(), Optional.empty(), origin)) {
            return invitations.open(token).isPresent()
                    ? new AcceptOutcome.AlreadyThere(invitation.kind())
                    : new AcceptOutcome.TokenInvalid();
        }
        if (!invitations.accept(token)) {
            return new AcceptOutcome.TokenInvalid();
        }
        // Who signs up with the address at this very moment has not proven it and gives way too.
        UUID id = insert(invitation, registration)
                .or(() -> addresses.vacate(invitation.kind(), invitation.address(), Optional.empty(), origin)
                        ? insert(invitation, registration)
                        : Optional.empty())
                .orElseThrow(() -> new IllegalStateException("the address was proven by another at this moment"));
        record(invitation, new Holder(invitation.kind(), id), origin);
        return new AcceptOutcome.Accepted(invitation.kind());
    }

    private Optional<UUID> insert(StoredInvitation invitation, Registration registration) {
        return invitation
                .view()
                .role()
                .map(role -> admins.insertIfAbsent(invitation.address(), registration, role))
                .orElseGet(() -> accounts.insertIfAbsent(invitation.address(), registration, true));
    }

    private void record(StoredInvitation invitation, Holder holder, Origin origin) {
        EventType made =
                invitation.kind() == Holder.Kind.ADMIN ? EventType.ADMIN_ADMIN_CREATED : EventType.ACCOUNT_REGISTERED;
        for (EventType type : List.of(made, EventType.ACCOUNT_INVITATION_ACCEPTED)) {
            trail.record(AuditEvent.success(type, Holders.actor(holder), origin)
                    .about(holder.id())
                    .withEmail(invitation.view().email())
                    .because("invited")
                    .with("invitation", invitation.id().toString())
                    .with("role", invitation.role()));
        }
    }
}

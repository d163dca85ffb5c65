package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.EmailChangeOutcome;
import dev.gatehouse.auth.EmailChangeOutcome.Invalid;
import dev.gatehouse.auth.EmailChangeOutcome.Refused;
import dev.gatehouse.auth.EmailChangeOutcome.Requested;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.mail.Reader;
import dev.gatehouse.auth.internal.proof.ProofCheck;
import dev.gatehouse.auth.internal.token.LinkToken;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Pending;
import dev.gatehouse.auth.internal.token.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the wish for another address. Whether that has an account shows neither in the answer nor in the steps. */
@ApplicationScoped
class EmailChangeRequests {

    private final Holders holders;
    private final ProofCheck proofs;
    private final OneTimeTokens tokens;
    private final Mails mails;
    private final NotMeLinks notices;
    private final AuditTrail trail;
    private final Transactions transactions;
    private final SecureRandom random;

    @Inject
    EmailChangeRequests(
            Holders holders,
            ProofCheck proofs,
            OneTimeTokens tokens,
            Mails mails,
            NotMeLinks notices,
            AuditTrail trail,
            Transactions transactions,
            SecureRandom random) {
        this.holders = holders;
        this.proofs = proofs;
        this.tokens = tokens;
        this.mails = mails;
        this.notices = notices;
        this.trail = trail;
        this.transactions = transactions;
        this.random = random;
    }

    EmailChangeOutcome request(OwnerProof proof, String newEmail) {
        Optional<EmailAddress> address = EmailAddress.parse(newEmail);
        if (address.isEmpty()) {
            boolean missing = newEmail == null || newEmail.isBlank();
            return invalid(missing ? Problem.REQUIRED : Problem.INVALID_EMAIL);
        }
        ProofCheck.Verdict verdict = proofs.check(proof, EventType.ACCOUNT_EMAIL_CHANGE_REQUESTED);
        return verdict.refusal()
                .<EmailChangeOutcome>map(Refused::new)
                .orElseGet(() -> transactions.required(() -> request(verdict, proof, address.get())));
    }

    private EmailChangeOutcome request(ProofCheck.Verdict verdict, OwnerProof proof, EmailAddress address) {
        HolderAccount account = holders.lock(proof.holder()).orElseThrow();
        Optional<ProofRefusal> changed = proofs.changedSince(verdict, proof, account);
        if (changed.isPresent()) {
            return new Refused(changed.get());
        }
        if (account.email().equals(address.value())) {
            return invalid(Problem.INVALID_CHOICE);
        }
        sendLink(account, address);
        if (account.verified()) {
            notices.send(MailKind.EMAIL_CHANGE_REQUESTED, account, Map.of());
        }
        trail.record(AuditEvent.success(
                        EventType.ACCOUNT_EMAIL_CHANGE_REQUESTED, Holders.actor(proof.holder()), proof.origin())
                .about(proof.holder().id())
                .inSession(proof.sessionId())
                .withEmail(address.value()));
        return new Requested();
    }

    /** A link to an address that is another's is drawn and stored just so, but the mail does not show it. */
    private void sendLink(HolderAccount account, EmailAddress address) {
        Optional<HolderAccount> known =
                holders.find(account.holder().kind(), address).filter(HolderAccount::verified);
        MailKind kind = known.isPresent() ? MailKind.EMAIL_CHANGE_TO_KNOWN_ADDRESS : MailKind.CONFIRM_EMAIL;
        LinkToken token = LinkToken.draw(random);
        Reader reader = Reader.of(known.orElse(account)).movedTo(address.value());
        if (mails.send(kind, reader, Map.of("token", token.text()))) {
            tokens.issue(token, Purpose.CONFIRM_EMAIL, account.holder(), Pending.address(address));
        }
    }

    private static EmailChangeOutcome invalid(Problem problem) {
        return new Invalid(List.of(FieldError.of("newEmail", problem)));
    }
}

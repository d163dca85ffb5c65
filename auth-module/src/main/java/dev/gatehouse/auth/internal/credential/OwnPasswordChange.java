package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.PasswordChange;
import dev.gatehouse.auth.PasswordChangeOutcome;
import dev.gatehouse.auth.PasswordChangeOutcome.Changed;
import dev.gatehouse.auth.PasswordChangeOutcome.Invalid;
import dev.gatehouse.auth.PasswordChangeOutcome.Refused;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.proof.ProofCheck;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes the password of somebody who is signed in. */
@ApplicationScoped
class OwnPasswordChange implements PasswordChange {

    private final Holders holders;
    private final ProofCheck proofs;
    private final NewPasswords newPasswords;
    private final Passwords passwords;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    OwnPasswordChange(
            Holders holders,
            ProofCheck proofs,
            NewPasswords newPasswords,
            Passwords passwords,
            Sessions sessions,
            AuditTrail trail,
            Transactions transactions) {
        this.holders = holders;
        this.proofs = proofs;
        this.newPasswords = newPasswords;
        this.passwords = passwords;
        this.sessions = sessions;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    public PasswordChangeOutcome change(OwnerProof proof, String newPassword) {
        List<FieldError> faults = holders.find(proof.holder())
                .map(account -> faults(proof, newPassword, account))
                .orElseGet(List::of);
        if (!faults.isEmpty()) {
            return new Invalid(faults);
        }
        ProofCheck.Verdict verdict = proofs.check(proof, EventType.ACCOUNT_PASSWORD_CHANGED);
        return verdict.refusal()
                .<PasswordChangeOutcome>map(Refused::new)
                .orElseGet(() -> change(verdict, proof, passwords.hash(newPassword)));
    }

    private List<FieldError> faults(OwnerProof proof, String newPassword, HolderAccount account) {
        List<FieldError> faults = new ArrayList<>();
        if (account.passwordHash().isPresent() && proof.password().isEmpty()) {
            faults.add(FieldError.of("currentPassword", Problem.REQUIRED));
        }
        faults.addAll(newPasswords.faults(newPassword, account));
        return faults;
    }

    private PasswordChangeOutcome change(ProofCheck.Verdict verdict, OwnerProof proof, String hash) {
        return transactions.required(() -> {
            HolderAccount account = holders.lock(proof.holder()).orElseThrow();
            Optional<ProofRefusal> changed = proofs.changedSince(verdict, proof, account);
            if (changed.isPresent()) {
                return new Refused(changed.get());
            }
            newPasswords.give(account, hash, proof.origin());
            // their access tokens end with them; the one that asks keeps its own, so nothing is outdated
            sessions.revokeAll(
                    proof.holder().id(),
                    Optional.of(proof.sessionId()),
                    RevocationReason.PASSWORD_CHANGED,
                    proof.origin());
            trail.record(AuditEvent.success(
                            EventType.ACCOUNT_PASSWORD_CHANGED, Holders.actor(proof.holder()), proof.origin())
                    .about(proof.holder().id())
                    .inSession(proof.sessionId()));
            return new Changed();
        });
    }
}

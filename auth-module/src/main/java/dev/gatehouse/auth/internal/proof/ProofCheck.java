package dev.gatehouse.auth.internal.proof;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes somebody who is signed in for the owner, or does not: first with no transaction open, for a password may have
 * to be hashed, and again under the account's lock, for what was proven may have changed meanwhile.
 */
@ApplicationScoped
public class ProofCheck {

    private final Holders holders;
    private final Sessions sessions;
    private final Passwords passwords;
    private final FailedSecrets failedSecrets;
    private final AuditTrail trail;

    @Inject
    ProofCheck(Holders holders, Sessions sessions, Passwords passwords, FailedSecrets failedSecrets, AuditTrail trail) {
        this.holders = holders;
        this.sessions = sessions;
        this.passwords = passwords;
        this.failedSecrets = failedSecrets;
        this.trail = trail;
    }

    /**
     * Checks the proof; a wrong password is counted.
     *
     * @param change what it is for: a refusal is recorded as its failure
     */
    public Verdict check(OwnerProof proof, EventType change) {
        Optional<HolderAccount> account = holders.find(proof.holder());
        Optional<ProofRefusal> refusal = account.filter(known -> !known.disabled())
                .filter(known -> inSession(proof))
                .map(known -> objection(proof, known))
                .orElseGet(() -> Optional.of(ProofRefusal.SESSION_ENDED));
        refusal.ifPresent(reason -> record(reason, proof, change));
        return new Verdict(refusal, account.flatMap(HolderAccount::passwordHash));
    }

    /** What stands against the proof now that the account's row is held; empty if nothing has changed. */
    public Optional<ProofRefusal> changedSince(Verdict verdict, OwnerProof proof, HolderAccount held) {
        return ended(proof, held)
                .or(() -> held.passwordHash().equals(verdict.checkedHash())
                        ? Optional.empty()
                        : Optional.of(ProofRefusal.INVALID_CREDENTIALS));
    }

    /** What stands against the session of the proof, for changes that need no more than that. */
    public Optional<ProofRefusal> ended(OwnerProof proof, HolderAccount held) {
        return held.disabled() || held.passwordResetRequired() || !inSession(proof)
                ? Optional.of(ProofRefusal.SESSION_ENDED)
                : Optional.empty();
    }

    private Optional<ProofRefusal> objection(OwnerProof proof, HolderAccount account) {
        if (proof.password().isEmpty()) {
            return sessions.fresh(proof.sessionId())
                    ? Optional.empty()
                    : Optional.of(ProofRefusal.FRESH_LOGIN_REQUIRED);
        }
        return failedSecrets
                .mustWait(proof.holder(), proof.client())
                .map(ProofRefusal::tooManyAttempts)
                .or(() -> tryPassword(proof, account));
    }

    /** A right one frees no failures: whoever knows the password may still be guessing codes. */
    private Optional<ProofRefusal> tryPassword(OwnerProof proof, HolderAccount account) {
        boolean right = failedSecrets.checking(
                proof.holder(),
                proof.client(),
                () -> passwords.matches(proof.password().orElseThrow(), account.passwordHash()));
        if (right) {
            failedSecrets.takeBack(proof.holder(), proof.client());
            return Optional.empty();
        }
        failedSecrets.failed(proof.holder(), proof.client());
        return Optional.of(ProofRefusal.INVALID_CREDENTIALS);
    }

    private boolean inSession(OwnerProof proof) {
        return sessions.find(proof.sessionId())
                .filter(session -> session.accountId().equals(proof.holder().id()))
                .isPresent();
    }

    private void record(ProofRefusal refusal, OwnerProof proof, EventType change) {
        trail.recordRefusal(AuditEvent.failure(change, Holders.actor(proof.holder()), proof.origin())
                .about(proof.holder().id())
                .inSession(proof.sessionId())
                .because(refusal.reason().name().toLowerCase(Locale.ROOT)));
    }

    /**
     * What the check came to.
     *
     * @param refusal recorded already; empty if the proof was accepted
     * @param checkedHash the account's password at that moment
     */
    public record Verdict(Optional<ProofRefusal> refusal, Optional<String> checkedHash) {

        @Override
        public String toString() {
            return "Verdict[" + refusal + "]";
        }
    }
}

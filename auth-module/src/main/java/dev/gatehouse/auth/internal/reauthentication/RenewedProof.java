package dev.gatehouse.auth.internal.reauthentication;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.Reauthentication;
import dev.gatehouse.auth.ReauthenticationOutcome;
import dev.gatehouse.auth.ReauthenticationOutcome.Invalid;
import dev.gatehouse.auth.ReauthenticationOutcome.InvalidCode;
import dev.gatehouse.auth.ReauthenticationOutcome.Proven;
import dev.gatehouse.auth.ReauthenticationOutcome.Refused;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.factor.Factors;
import dev.gatehouse.auth.internal.factor.TypedCode;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.proof.ProofCheck;
import dev.gatehouse.auth.internal.signin.SignInDesks;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Makes a session fresh again for whoever brings the password or a code of the second factor. */
@ApplicationScoped
class RenewedProof implements Reauthentication {

    private final SignInDesks desks;
    private final ProofCheck proofs;
    private final Factors factors;
    private final FailedSecrets failedSecrets;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    RenewedProof(
            SignInDesks desks,
            ProofCheck proofs,
            Factors factors,
            FailedSecrets failedSecrets,
            Sessions sessions,
            AuditTrail trail,
            Transactions transactions) {
        this.desks = desks;
        this.proofs = proofs;
        this.factors = factors;
        this.failedSecrets = failedSecrets;
        this.sessions = sessions;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    public ReauthenticationOutcome reauthenticate(OwnerProof proof, Optional<String> code) {
        if (proof.password().isPresent()) {
            return byPassword(proof);
        }
        return code.filter(text -> !text.isBlank())
                .map(text -> byCode(proof, text))
                .orElseGet(() -> new Invalid(List.of(FieldError.of("password", Problem.REQUIRED))));
    }

    private ReauthenticationOutcome byPassword(OwnerProof proof) {
        ProofCheck.Verdict verdict = proofs.check(proof, EventType.LOGIN_FAILED);
        return verdict.refusal()
                .<ReauthenticationOutcome>map(Refused::new)
                .orElseGet(() -> transactions.required(() -> desks.lock(proof.holder())
                        .map(account -> proofs.changedSince(verdict, proof, account)
                                .<ReauthenticationOutcome>map(Refused::new)
                                .orElseGet(() -> renew(proof, account, "password")))
                        .orElseGet(RenewedProof::ended)));
    }

    private ReauthenticationOutcome byCode(OwnerProof proof, String code) {
        return failedSecrets
                .mustWait(proof.holder(), proof.client())
                .map(ProofRefusal::tooManyAttempts)
                .<ReauthenticationOutcome>map(Refused::new)
                .orElseGet(() -> settled(proof, code));
    }

    /** One try, settled by what became of it. */
    private ReauthenticationOutcome settled(OwnerProof proof, String code) {
        ReauthenticationOutcome outcome = failedSecrets.checking(
                proof.holder(), proof.client(), () -> transactions.required(() -> use(proof, code)));
        if (outcome instanceof InvalidCode) {
            failedSecrets.failed(proof.holder(), proof.client());
            trail.recordRefusal(
                    AuditEvent.failure(EventType.LOGIN_CHALLENGE_FAILED, Holders.actor(proof.holder()), proof.origin())
                            .about(proof.holder().id())
                            .inSession(proof.sessionId())
                            .because("bad_code"));
        } else {
            failedSecrets.takeBack(proof.holder(), proof.client());
        }
        return outcome;
    }

    private ReauthenticationOutcome use(OwnerProof proof, String code) {
        Optional<HolderAccount> account = desks.lock(proof.holder());
        if (account.isEmpty()) {
            return ended();
        }
        Optional<TypedCode> typed = TypedCode.parse(code, Optional.empty())
                .filter(known -> factors.use(account.get(), known, proof.origin()));
        return typed.<ReauthenticationOutcome>map(
                        known -> renew(proof, account.get(), known.method().wireName()))
                .orElseGet(InvalidCode::new);
    }

    /** Needs the account's row held: what ends all sessions waits for it, or has ended this one. */
    private ReauthenticationOutcome renew(OwnerProof proof, HolderAccount account, String with) {
        if (!sessions.reauthenticated(proof.sessionId())) {
            return ended();
        }
        trail.record(AuditEvent.success(EventType.LOGIN_SUCCEEDED, Holders.actor(proof.holder()), proof.origin())
                .about(proof.holder().id())
                .inSession(proof.sessionId())
                .withEmail(account.email())
                .with("reauthentication", with));
        return new Proven(sessions.renewPageSecret(proof.sessionId()));
    }

    private static ReauthenticationOutcome ended() {
        return new Refused(ProofRefusal.SESSION_ENDED);
    }
}

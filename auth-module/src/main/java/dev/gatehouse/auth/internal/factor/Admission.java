package dev.gatehouse.auth.internal.factor;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.FactorChange;
import dev.gatehouse.auth.FactorChange.ByEnrolment;
import dev.gatehouse.auth.FactorChange.ByOwner;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOutcome.Refused;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.challenge.Enrolments;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.proof.ProofCheck;
import dev.gatehouse.auth.internal.proof.ProofCheck.Verdict;
import dev.gatehouse.auth.internal.signin.SignInDesks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets those at the factors who may change them. Whatever right they bring is looked at again under the account's lock:
 * a session, a password or an enrolment may have ended meanwhile.
 */
@ApplicationScoped
class Admission {

    private final ProofCheck proofs;
    private final Enrolments enrolments;
    private final SignInDesks desks;
    private final Transactions transactions;

    @Inject
    Admission(ProofCheck proofs, Enrolments enrolments, SignInDesks desks, Transactions transactions) {
        this.proofs = proofs;
        this.enrolments = enrolments;
        this.desks = desks;
        this.transactions = transactions;
    }

    /** Whose factors these are; empty for an enrolment that is over. */
    Optional<Holder> holder(FactorChange change) {
        if (change instanceof ByEnrolment enrolment) {
            return enrolments.holder(enrolment.kind(), enrolment.enrolmentToken(), enrolment.client());
        }
        return Optional.of(((ByOwner) change).proof().holder());
    }

    /**
     * Looks at the whole proof, with no transaction open. A refusal is recorded.
     *
     * @return the way to the change, {@link Closed} if the proof was refused
     */
    Entry proven(FactorChange change, EventType type) {
        if (!(change instanceof ByOwner owner)) {
            return seated(change);
        }
        Verdict verdict = proofs.check(owner.proof(), type);
        return verdict.refusal()
                .<Entry>map(Closed::new)
                .orElseGet(() ->
                        work -> holding(change, account -> proofs.changedSince(verdict, owner.proof(), account), work));
    }

    /** Wants no proof beyond the session or the enrolment itself. */
    Entry seated(FactorChange change) {
        return work -> holding(
                change,
                account -> change instanceof ByOwner owner ? proofs.ended(owner.proof(), account) : Optional.empty(),
                work);
    }

    private FactorOutcome holding(
            FactorChange change,
            Function<HolderAccount, Optional<ProofRefusal>> objection,
            Function<HolderAccount, FactorOutcome> work) {
        return transactions.required(() -> holder(change)
                .flatMap(desks::lock)
                // an enrolment that ended while the row was waited for
                .filter(account -> holder(change).isPresent())
                .map(account -> objection
                        .apply(account)
                        .<FactorOutcome>map(Refused::new)
                        .orElseGet(() -> work.apply(account)))
                .orElseGet(() -> new Refused(ProofRefusal.SESSION_ENDED)));
    }

    /** The way to a change, in one transaction that holds the account. */
    interface Entry {

        FactorOutcome change(Function<HolderAccount, FactorOutcome> work);
    }

    /** No way. */
    record Closed(ProofRefusal refusal) implements Entry {

        @Override
        public FactorOutcome change(Function<HolderAccount, FactorOutcome> work) {
            return new Refused(refusal);
        }
    }
}

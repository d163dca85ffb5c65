package dev.gatehouse.auth.internal.factor;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.FactorChange;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOutcome.InvalidCode;
import dev.gatehouse.auth.FactorOutcome.Refused;
import dev.gatehouse.auth.FactorOutcome.Throttled;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** Codes that a change of factors wants, each a try that the throttle counts; wrong ones stand in the trail. */
@ApplicationScoped
class CountedCodes {

    private final Admission admission;
    private final FailedSecrets failedSecrets;
    private final FactorConsequences consequences;
    private final AuditTrail trail;

    @Inject
    CountedCodes(Admission admission, FailedSecrets failedSecrets, FactorConsequences consequences, AuditTrail trail) {
        this.admission = admission;
        this.failedSecrets = failedSecrets;
        this.consequences = consequences;
        this.trail = trail;
    }

    /** Makes the change if a code may be tried now. Call it with no transaction open. */
    FactorOutcome trying(FactorChange change, EventType type, Supplier<FactorOutcome> work) {
        return admission
                .holder(change)
                .map(holder -> failedSecrets
                        .mustWait(holder, change.client())
                        .<FactorOutcome>map(Throttled::new)
                        .orElseGet(() -> settled(change, holder, type, work)))
                .orElseGet(() -> new Refused(ProofRefusal.SESSION_ENDED));
    }

    /** One try, settled by what became of it. A right code frees no failures: nobody has signed in with it. */
    private FactorOutcome settled(FactorChange change, Holder holder, EventType type, Supplier<FactorOutcome> work) {
        FactorOutcome outcome = failedSecrets.checking(holder, change.client(), work);
        if (outcome instanceof InvalidCode) {
            failedSecrets.failed(holder, change.client());
            record(change, holder, type);
        } else {
            failedSecrets.takeBack(holder, change.client());
        }
        return outcome;
    }

    private void record(FactorChange change, Holder holder, EventType type) {
        AuditEvent done = consequences.event(change, holder, type);
        AuditEvent failure = AuditEvent.failure(type, done.actor(), done.origin())
                .about(holder.id())
                .because("bad_code");
        trail.recordRefusal(change.session().map(failure::inSession).orElse(failure));
    }
}

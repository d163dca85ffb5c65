package dev.gatehouse.auth.internal.factor;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.FactorChange;
import dev.gatehouse.auth.FactorOverview;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.credential.NotMeLinks;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.recoverycode.RecoveryCodes;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;

/** What every change of factors brings with it, in its transaction. */
@ApplicationScoped
class FactorConsequences {

    private final Factors factors;
    private final RecoveryCodes recoveryCodes;
    private final Sessions sessions;
    private final NotMeLinks links;
    private final Clock clock;
    private final AuditTrail trail;

    @Inject
    FactorConsequences(
            Factors factors,
            RecoveryCodes recoveryCodes,
            Sessions sessions,
            NotMeLinks links,
            Clock clock,
            AuditTrail trail) {
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.sessions = sessions;
        this.links = links;
        this.clock = clock;
        this.trail = trail;
    }

    /**
     * Keeps with the account what it has now, ends the other sessions and all half-finished sign-ins (ASVS 5.0 7.4.3),
     * records the change and tells the owner.
     */
    void follow(FactorChange change, HolderAccount account, EventType type, MailKind mail) {
        Holder holder = account.holder();
        FactorOverview now = factors.overview(holder);
        if (!now.enrolled()) {
            recoveryCodes.forget(holder);
        }
        account.secondFactor(now.enrolled(), clock.instant());
        sessions.revokeAll(
                holder.id(),
                change.session(),
                RevocationReason.SECOND_FACTOR_CHANGED,
                change.client().origin());
        trail.record(event(change, holder, type));
        links.send(mail, account, Map.of());
    }

    /** The change as the trail tells it. */
    AuditEvent event(FactorChange change, Holder holder, EventType type) {
        AuditEvent event = AuditEvent.success(
                        type, Holders.actor(holder), change.client().origin())
                .about(holder.id());
        return change.session().map(event::inSession).orElse(event);
    }
}

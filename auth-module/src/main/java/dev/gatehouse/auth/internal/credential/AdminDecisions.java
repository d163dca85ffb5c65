package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AccountStanding;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.StandingOutcome;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.mail.Reader;
import dev.gatehouse.session.RevocationReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out what administrators decide about accounts. */
@ApplicationScoped
@Transactional
class AdminDecisions implements AccountStanding {

    private final Holders holders;
    private final Lockdown lockdown;
    private final Mails mails;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    AdminDecisions(Holders holders, Lockdown lockdown, Mails mails, AuditTrail trail, Clock clock) {
        this.holders = holders;
        this.lockdown = lockdown;
        this.mails = mails;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public StandingOutcome disable(Holder holder, String reason, Actor actor, Origin origin) {
        String line = AdminsReason.line(reason);
        Optional<FieldError> fault = AdminsReason.fault(reason);
        if (fault.isPresent()) {
            return new StandingOutcome.Invalid(List.of(fault.get()));
        }
        return decide(holder, account -> {
            if (!account.disabled()) {
                account.disable(line, clock.instant());
                lockdown.endAll(account, RevocationReason.ACCOUNT_DISABLED, origin);
                tell(MailKind.ACCOUNT_DISABLED, account);
                record(EventType.ADMIN_USER_DISABLED, "disabled", holder, actor, origin, Optional.of(line));
            }
        });
    }

    @Override
    public StandingOutcome enable(Holder holder, Actor actor, Origin origin) {
        return decide(holder, account -> {
            if (account.disabled()) {
                account.enable(clock.instant());
                tell(MailKind.ACCOUNT_ENABLED, account);
                record(EventType.ADMIN_USER_ENABLED, "enabled", holder, actor, origin, Optional.empty());
            }
        });
    }

    @Override
    public StandingOutcome forcePasswordReset(Holder holder, Actor actor, Origin origin) {
        return decide(holder, account -> {
            lockdown.impose(account, RevocationReason.PASSWORD_RESET_FORCED, origin);
            trail.record(AuditEvent.success(EventType.ADMIN_PASSWORD_RESET_FORCED, actor, origin)
                    .about(holder.id()));
        });
    }

    private StandingOutcome decide(Holder holder, Consumer<HolderAccount> decision) {
        Optional<HolderAccount> account = holders.lock(holder);
        account.ifPresent(decision);
        return account.isPresent() ? new StandingOutcome.Done() : new StandingOutcome.Unknown();
    }

    private void tell(MailKind kind, HolderAccount account) {
        mails.send(kind, Reader.of(account), Map.of("firstName", account.salutation()));
    }

    private void record(
            EventType ofUsers, String change, Holder holder, Actor actor, Origin origin, Optional<String> reason) {
        AuditEvent event =
                switch (holder.kind()) {
                    case USER -> AuditEvent.success(ofUsers, actor, origin);
                    case ADMIN ->
                        AuditEvent.success(EventType.ADMIN_ADMIN_CHANGED, actor, origin)
                                .with("change", change);
                };
        AuditEvent about = event.about(holder.id());
        trail.record(reason.map(about::because).orElse(about));
    }
}

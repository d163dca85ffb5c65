package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/** Refuses sign-ins. What the answer keeps back stands in the trail, as the type of event that is given. */
@ApplicationScoped
class LoginRefusals {

    private final AuditTrail trail;

    @Inject
    LoginRefusals(AuditTrail trail) {
        this.trail = trail;
    }

    LoginOutcome unknownAccount(Optional<EmailAddress> address, Origin origin, EventType type) {
        record(failure(type, origin), address, "unknown_account");
        return new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS);
    }

    LoginOutcome badPassword(HolderAccount account, Optional<EmailAddress> address, Origin origin, EventType type) {
        record(failure(type, origin).about(account.holder().id()), address, "bad_password");
        return new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS);
    }

    /** The password was right. */
    LoginOutcome objection(
            HolderAccount account, Reason reason, Optional<EmailAddress> address, Origin origin, EventType type) {
        record(
                failure(type, origin).about(account.holder().id()),
                address,
                reason.name().toLowerCase(Locale.ROOT));
        return new LoginOutcome.Refused(reason);
    }

    /** The account kept changing while its password was checked. */
    LoginOutcome changedMeanwhile(Optional<EmailAddress> address, Origin origin, EventType type) {
        record(failure(type, origin), address, "changed_meanwhile");
        return new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS);
    }

    private void record(AuditEvent failure, Optional<EmailAddress> address, String why) {
        AuditEvent event = failure.because(why);
        trail.recordRefusal(
                address.map(EmailAddress::value).map(event::withEmail).orElse(event));
    }

    private static AuditEvent failure(EventType type, Origin origin) {
        return AuditEvent.failure(type, Actor.anonymous(), origin);
    }
}

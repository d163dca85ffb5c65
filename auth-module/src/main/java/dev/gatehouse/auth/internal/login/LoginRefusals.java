package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.internal.account.StoredAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/** Refuses sign-ins. What the answer keeps back stands in the trail. */
@ApplicationScoped
class LoginRefusals {

    private final AuditTrail trail;

    @Inject
    LoginRefusals(AuditTrail trail) {
        this.trail = trail;
    }

    LoginOutcome unknownAccount(Optional<EmailAddress> address, Origin origin) {
        record(failure(origin), address, "unknown_account");
        return new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS);
    }

    LoginOutcome badPassword(StoredAccount account, Optional<EmailAddress> address, Origin origin) {
        record(failure(origin).about(account.id()), address, "bad_password");
        return new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS);
    }

    /** The password was right. */
    LoginOutcome objection(StoredAccount account, Reason reason, Optional<EmailAddress> address, Origin origin) {
        record(failure(origin).about(account.id()), address, reason.name().toLowerCase(Locale.ROOT));
        return new LoginOutcome.Refused(reason);
    }

    /** The account kept changing while its password was checked. */
    LoginOutcome changedMeanwhile(Optional<EmailAddress> address, Origin origin) {
        record(failure(origin), address, "changed_meanwhile");
        return new LoginOutcome.Refused(Reason.INVALID_CREDENTIALS);
    }

    private void record(AuditEvent failure, Optional<EmailAddress> address, String why) {
        AuditEvent event = failure.because(why);
        trail.recordRefusal(
                address.map(EmailAddress::value).map(event::withEmail).orElse(event));
    }

    private static AuditEvent failure(Origin origin) {
        return AuditEvent.failure(EventType.LOGIN_FAILED, Actor.anonymous(), origin);
    }
}

package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The one place where a user's sign-in becomes a session. Needs a transaction that holds the account's row. */
@ApplicationScoped
class UserSessions {

    private final StoredAccounts accounts;
    private final Sessions sessions;
    private final FailedSecrets failedSecrets;
    private final AuditTrail trail;

    @Inject
    UserSessions(StoredAccounts accounts, Sessions sessions, FailedSecrets failedSecrets, AuditTrail trail) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.failedSecrets = failedSecrets;
        this.trail = trail;
    }

    /** @param shown the second factor, if one was asked for */
    StartedSession start(String email, NewSession wanted, Client client, Optional<FactorMethod> shown) {
        StartedSession session = sessions.start(wanted);
        accounts.signedIn(wanted.accountId());
        failedSecrets.succeeded(new Holder(Holder.Kind.USER, wanted.accountId()), client);
        AuditEvent event = AuditEvent.success(
                        EventType.LOGIN_SUCCEEDED, Actor.user(wanted.accountId()), wanted.origin())
                .inSession(session.sessionId())
                .withEmail(email);
        trail.record(shown.map(method -> event.with("secondFactor", method.wireName()))
                .orElse(event));
        return session;
    }
}

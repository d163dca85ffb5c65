package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.device.KnownDevices;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The one place where a sign-in becomes a session, whoever it is. */
@ApplicationScoped
class Arrivals {

    private final Holders holders;
    private final Sessions sessions;
    private final FailedSecrets failedSecrets;
    private final KnownDevices devices;
    private final AuditTrail trail;

    @Inject
    Arrivals(Holders holders, Sessions sessions, FailedSecrets failedSecrets, KnownDevices devices, AuditTrail trail) {
        this.holders = holders;
        this.sessions = sessions;
        this.failedSecrets = failedSecrets;
        this.devices = devices;
        this.trail = trail;
    }

    /** @param success what it is recorded as */
    StartedSession admit(
            HolderAccount account, NewSession wanted, Client client, Optional<FactorMethod> shown, EventType success) {
        Holder holder = account.holder();
        StartedSession session = sessions.start(wanted.on(client.marks()));
        holders.signedIn(holder);
        failedSecrets.succeeded(holder, client);
        devices.signedIn(holder, client);
        AuditEvent event = AuditEvent.success(success, Holders.actor(holder), wanted.origin())
                .about(holder.id())
                .inSession(session.sessionId())
                .withEmail(account.email());
        trail.record(shown.map(method -> event.with("secondFactor", method.wireName()))
                .orElse(event));
        return session;
    }
}

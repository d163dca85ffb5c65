package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.device.KnownDevices;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.signin.SignInDesk;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The one place where a user's sign-in becomes a session. */
@ApplicationScoped
class UserDesk implements SignInDesk {

    private final AccountSettings settings;
    private final TwoFactorSettings twoFactor;
    private final StoredAccounts accounts;
    private final Sessions sessions;
    private final FailedSecrets failedSecrets;
    private final KnownDevices devices;
    private final AuditTrail trail;

    @Inject
    UserDesk(
            AccountSettings settings,
            TwoFactorSettings twoFactor,
            StoredAccounts accounts,
            Sessions sessions,
            FailedSecrets failedSecrets,
            KnownDevices devices,
            AuditTrail trail) {
        this.settings = settings;
        this.twoFactor = twoFactor;
        this.accounts = accounts;
        this.sessions = sessions;
        this.failedSecrets = failedSecrets;
        this.devices = devices;
        this.trail = trail;
    }

    @Override
    public Holder.Kind kind() {
        return Holder.Kind.USER;
    }

    @Override
    public boolean open(HolderAccount account) {
        return Objections.to(account, settings.verificationRequired()).isEmpty();
    }

    @Override
    public boolean demandsFactor(HolderAccount account) {
        return accounts.find(account.holder().id())
                .filter(user -> twoFactor.requiredOf(user.userType()))
                .isPresent();
    }

    @Override
    public StartedSession signIn(
            HolderAccount account, NewSession wanted, Client client, Optional<FactorMethod> shown) {
        Holder holder = account.holder();
        StartedSession session = sessions.start(wanted.on(client.device()));
        accounts.signedIn(holder.id());
        failedSecrets.succeeded(holder, client);
        devices.signedIn(holder, client);
        AuditEvent event = AuditEvent.success(EventType.LOGIN_SUCCEEDED, Holders.actor(holder), wanted.origin())
                .inSession(session.sessionId())
                .withEmail(account.email());
        trail.record(shown.map(method -> event.with("secondFactor", method.wireName()))
                .orElse(event));
        return session;
    }
}

package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.signin.Objections;
import dev.gatehouse.auth.internal.signin.SignInDesk;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Lets users in. */
@ApplicationScoped
class UserDesk implements SignInDesk {

    private final AccountSettings settings;
    private final TwoFactorSettings twoFactor;
    private final Arrivals arrivals;

    @Inject
    UserDesk(AccountSettings settings, TwoFactorSettings twoFactor, Arrivals arrivals) {
        this.settings = settings;
        this.twoFactor = twoFactor;
        this.arrivals = arrivals;
    }

    @Override
    public Holder.Kind kind() {
        return Holder.Kind.USER;
    }

    @Override
    public Optional<Reason> objection(HolderAccount account) {
        return Objections.to(account, settings.verificationRequired());
    }

    @Override
    public boolean demandsFactor(HolderAccount account) {
        return twoFactor.requiredOf(account.group());
    }

    @Override
    public EventType refusal() {
        return EventType.LOGIN_FAILED;
    }

    @Override
    public StartedSession signIn(
            HolderAccount account, NewSession wanted, Client client, Optional<FactorMethod> shown) {
        return arrivals.admit(account, wanted, client, shown, EventType.LOGIN_SUCCEEDED);
    }
}

package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.AdminSettings;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.signin.Objections;
import dev.gatehouse.auth.internal.signin.SignInDesk;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Lets admins in: into their own area, and for as long as admins may stay. */
@ApplicationScoped
class AdminDesk implements SignInDesk {

    private final AdminSettings settings;
    private final Arrivals arrivals;

    @Inject
    AdminDesk(AdminSettings settings, Arrivals arrivals) {
        this.settings = settings;
        this.arrivals = arrivals;
    }

    @Override
    public Holder.Kind kind() {
        return Holder.Kind.ADMIN;
    }

    @Override
    public Optional<Reason> objection(HolderAccount account) {
        return Objections.to(account, true);
    }

    @Override
    public boolean demandsFactor(HolderAccount account) {
        return settings.secondFactorRequired();
    }

    @Override
    public EventType refusal() {
        return EventType.ADMIN_LOGIN_FAILED;
    }

    @Override
    public StartedSession signIn(
            HolderAccount account, NewSession wanted, Client client, Optional<FactorMethod> shown) {
        return arrivals.admit(account, wanted.into(Audience.ADMINS), client, shown, EventType.ADMIN_LOGIN_SUCCEEDED);
    }
}

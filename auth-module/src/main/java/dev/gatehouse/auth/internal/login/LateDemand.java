package dev.gatehouse.auth.internal.login;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.AdminAccount;
import dev.gatehouse.auth.AdminSettings;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.DemandedFactor;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginOutcome.SetupRequired;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.internal.challenge.SecondStep;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.signin.SignInDesks;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Holds sessions to what has been demanded since they began. */
@ApplicationScoped
class LateDemand implements DemandedFactor {

    private final TwoFactorSettings settings;
    private final AdminSettings adminSettings;
    private final SignInDesks desks;
    private final SecondStep secondStep;
    private final Sessions sessions;

    @Inject
    LateDemand(
            TwoFactorSettings settings,
            AdminSettings adminSettings,
            SignInDesks desks,
            SecondStep secondStep,
            Sessions sessions) {
        this.settings = settings;
        this.adminSettings = adminSettings;
        this.desks = desks;
        this.secondStep = secondStep;
        this.sessions = sessions;
    }

    @Override
    public boolean missing(Account account) {
        return !account.twoFactorEnabled() && settings.requiredOf(account.userType());
    }

    @Override
    public boolean missing(AdminAccount account) {
        return !account.twoFactorEnabled() && settings.on() && adminSettings.secondFactorRequired();
    }

    @Override
    @Transactional
    public Optional<SetupRequired> end(Holder holder, UUID sessionId, NewSession.Kind kind, Client client) {
        return desks.lock(holder)
                // a factor that was set up while the row was waited for
                .filter(account -> !account.secondFactor())
                .flatMap(account -> ended(account, sessionId, kind, client));
    }

    private Optional<SetupRequired> ended(HolderAccount account, UUID sessionId, NewSession.Kind kind, Client client) {
        Holder holder = account.holder();
        boolean proven = sessions.fresh(sessionId)
                && (kind == NewSession.Kind.TOKEN || client.device().isPresent());
        boolean live = sessions.end(holder.id(), sessionId, RevocationReason.SECOND_FACTOR_DEMANDED, client.origin());
        return live && proven ? enrolment(account, kind, client) : Optional.empty();
    }

    private Optional<SetupRequired> enrolment(HolderAccount account, NewSession.Kind kind, Client client) {
        Holder holder = account.holder();
        NewSession wanted = new NewSession(holder.id(), kind, Optional.empty(), client.origin());
        Optional<LoginOutcome> next = secondStep.after(
                holder, account.email(), false, desks.of(holder.kind()).demandsFactor(account), wanted, client);
        return next.filter(SetupRequired.class::isInstance).map(SetupRequired.class::cast);
    }
}

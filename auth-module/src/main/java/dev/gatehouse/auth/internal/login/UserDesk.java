package dev.gatehouse.auth.internal.login;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.account.StoredAccount;
import dev.gatehouse.auth.internal.account.StoredAccounts;
import dev.gatehouse.auth.internal.signin.HeldAccount;
import dev.gatehouse.auth.internal.signin.SignInDesk;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Users' accounts as factors and challenges see them. */
@ApplicationScoped
class UserDesk implements SignInDesk {

    private final AccountSettings settings;
    private final StoredAccounts accounts;
    private final UserSessions sessions;

    @Inject
    UserDesk(AccountSettings settings, StoredAccounts accounts, UserSessions sessions) {
        this.settings = settings;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public Holder.Kind kind() {
        return Holder.Kind.USER;
    }

    @Override
    public Optional<HeldAccount> lock(UUID id) {
        return accounts.lock(id)
                .filter(account ->
                        Objections.to(account, settings.verificationRequired()).isEmpty())
                .map(UserDesk::held);
    }

    @Override
    public StartedSession signIn(HeldAccount account, NewSession session, Client client, FactorMethod shown) {
        return sessions.start(account.email(), session, client, Optional.of(shown));
    }

    @Override
    public void secondFactor(UUID id, boolean enrolled) {
        accounts.secondFactor(id, enrolled);
    }

    @Override
    public Actor actor(UUID id) {
        return Actor.user(id);
    }

    private static HeldAccount held(StoredAccount account) {
        return new HeldAccount(
                new Holder(Holder.Kind.USER, account.id()), account.email(), account.salutation(), account.language());
    }
}

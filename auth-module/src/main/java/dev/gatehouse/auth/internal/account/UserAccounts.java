package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.HolderAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The accounts of users, to those who treat users and admins alike. */
@ApplicationScoped
class UserAccounts implements HolderAccounts {

    private final StoredAccounts accounts;

    @Inject
    UserAccounts(StoredAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Holder.Kind kind() {
        return Holder.Kind.USER;
    }

    @Override
    public Optional<HolderAccount> find(UUID id) {
        return accounts.find(id).map(Function.identity());
    }

    @Override
    public Optional<HolderAccount> find(EmailAddress address) {
        return accounts.find(address).map(Function.identity());
    }

    @Override
    public Optional<HolderAccount> lock(UUID id) {
        return accounts.lock(id).map(Function.identity());
    }

    @Override
    public Optional<HolderAccount> lock(EmailAddress address) {
        return accounts.lock(address).map(Function.identity());
    }

    @Override
    public void write() {
        accounts.write();
    }
}

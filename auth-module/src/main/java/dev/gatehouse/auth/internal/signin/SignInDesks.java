package dev.gatehouse.auth.internal.signin;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** Accounts of all kinds. */
@ApplicationScoped
public class SignInDesks {

    private final Instance<SignInDesk> kinds;
    private final Holders holders;

    @Inject
    SignInDesks(Instance<SignInDesk> kinds, Holders holders) {
        this.kinds = kinds;
        this.holders = holders;
    }

    /** @throws IllegalArgumentException if there are no accounts of this kind */
    public SignInDesk of(Holder.Kind kind) {
        return kinds.stream()
                .filter(accounts -> accounts.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no accounts of kind " + kind));
    }

    /** Holds the account's row until the transaction ends; empty if nobody may sign in to it (any more). */
    public Optional<HolderAccount> lock(Holder holder) {
        return holders.lock(holder).filter(account -> of(holder.kind()).open(account));
    }
}

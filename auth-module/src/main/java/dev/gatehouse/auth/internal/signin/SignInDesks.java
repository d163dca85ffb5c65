package dev.gatehouse.auth.internal.signin;

import dev.gatehouse.auth.Holder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** Accounts of all kinds. */
@ApplicationScoped
public class SignInDesks {

    private final Instance<SignInDesk> kinds;

    @Inject
    SignInDesks(Instance<SignInDesk> kinds) {
        this.kinds = kinds;
    }

    /** @throws IllegalArgumentException if there are no accounts of this kind */
    public SignInDesk of(Holder.Kind kind) {
        return kinds.stream()
                .filter(accounts -> accounts.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no accounts of kind " + kind));
    }

    /** Holds the account's row until the transaction ends; empty if nobody may sign in to it (any more). */
    public Optional<HeldAccount> lock(Holder holder) {
        return of(holder.kind()).lock(holder.id());
    }
}

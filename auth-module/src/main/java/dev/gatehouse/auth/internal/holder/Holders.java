package dev.gatehouse.auth.internal.holder;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The accounts of all kinds. */
@ApplicationScoped
public class Holders {

    private final Instance<HolderAccounts> kinds;

    @Inject
    Holders(Instance<HolderAccounts> kinds) {
        this.kinds = kinds;
    }

    public Optional<HolderAccount> find(Holder holder) {
        return of(holder.kind()).flatMap(accounts -> accounts.find(holder.id()).map(Function.identity()));
    }

    /** For those who know an id only. */
    public Optional<HolderAccount> find(UUID id) {
        return kinds.stream()
                .<HolderAccount>flatMap(accounts -> accounts.find(id).stream())
                .findFirst();
    }

    public Optional<HolderAccount> find(Holder.Kind kind, EmailAddress address) {
        return of(kind).flatMap(accounts -> accounts.find(address).map(Function.identity()));
    }

    /** Holds the row until the transaction ends. */
    public Optional<HolderAccount> lock(Holder holder) {
        return of(holder.kind()).flatMap(accounts -> accounts.lock(holder.id()).map(Function.identity()));
    }

    /** Holds the row until the transaction ends. */
    public Optional<HolderAccount> lock(Holder.Kind kind, EmailAddress address) {
        return of(kind).flatMap(accounts -> accounts.lock(address).map(Function.identity()));
    }

    /** Stores the same password hashed anew. */
    public void rehash(Holder holder, String hash) {
        of(holder.kind()).ifPresent(accounts -> accounts.rehash(holder.id(), hash));
    }

    /** Keeps when its owner was last let in. */
    public void signedIn(Holder holder) {
        of(holder.kind()).ifPresent(accounts -> accounts.signedIn(holder.id()));
    }

    /**
     * Writes what has been changed so far.
     *
     * @throws jakarta.persistence.PersistenceException if an address has been taken at the same moment
     */
    public void write(Holder.Kind kind) {
        of(kind).ifPresent(HolderAccounts::write);
    }

    /** The holder, as the trail names who acts. */
    public static Actor actor(Holder holder) {
        return switch (holder.kind()) {
            case USER -> Actor.user(holder.id());
            case ADMIN -> Actor.admin(holder.id());
        };
    }

    private Optional<HolderAccounts> of(Holder.Kind kind) {
        return kinds.stream().filter(accounts -> accounts.kind() == kind).findFirst();
    }
}

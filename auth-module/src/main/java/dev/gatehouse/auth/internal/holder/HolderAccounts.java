package dev.gatehouse.auth.internal.holder;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import java.util.Optional;
import java.util.UUID;

/** The accounts of one kind. */
public interface HolderAccounts {

    Holder.Kind kind();

    Optional<? extends HolderAccount> find(UUID id);

    Optional<? extends HolderAccount> find(EmailAddress address);

    /** Holds the row until the transaction ends. */
    Optional<? extends HolderAccount> lock(UUID id);

    /** Holds the row until the transaction ends. */
    Optional<? extends HolderAccount> lock(EmailAddress address);

    /** Stores the same password hashed anew. */
    void rehash(UUID id, String hash);

    /** Keeps when its owner was last let in. */
    void signedIn(UUID id);

    /**
     * Writes what has been changed so far.
     *
     * @throws jakarta.persistence.PersistenceException if an address has been taken at the same moment
     */
    void write();
}

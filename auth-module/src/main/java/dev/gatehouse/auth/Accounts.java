package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.Optional;
import java.util.UUID;

/** Reads and changes profiles. */
public interface Accounts {

    /** Empty for an id that no account has, and for a disabled account. */
    Optional<Account> find(UUID accountId);

    /** Changes what its owner may change and records {@code account.profile_changed} if anything differs. */
    ProfileOutcome changeProfile(UUID accountId, ProfileChange change, Origin origin);
}

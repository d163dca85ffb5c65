package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is known here of an account, for its owner to take along (GDPR article 20). */
public interface AccountExport {

    /**
     * Reads it and records {@code account.exported}. That the session is fresh is for the caller to see to.
     *
     * @param sessionId in which the owner asks
     * @return empty for an id that no account has, and for a disabled account
     */
    Optional<Exported> export(UUID accountId, UUID sessionId, Origin origin);

    /** @param consents oldest first */
    record Exported(Account account, List<Consent> consents) {}
}

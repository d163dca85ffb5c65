package dev.gatehouse.session;

import java.util.Set;
import java.util.UUID;

/** Fired inside the transaction that ended these sessions; observe it after success. */
public record SessionsRevoked(Set<UUID> sessionIds) {

    public SessionsRevoked {
        sessionIds = Set.copyOf(sessionIds);
    }
}

package dev.gatehouse.session;

import java.util.UUID;

/** What became of a presented refresh token. */
public sealed interface RefreshOutcome {

    /**
     * Accepted.
     *
     * @param refreshToken the token to use from now on
     */
    record Refreshed(UUID sessionId, UUID accountId, long version, String refreshToken) implements RefreshOutcome {

        @Override
        public String toString() {
            return "Refreshed[" + sessionId + "]";
        }
    }

    /** Never issued, expired, or of a session that has ended. Nothing else happened. */
    record Invalid() implements RefreshOutcome {}

    /** Issued once and used again after its time: the session has been ended. */
    record Reused(UUID sessionId) implements RefreshOutcome {}
}

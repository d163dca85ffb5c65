package dev.gatehouse.session;

import java.util.UUID;

/**
 * Says within 5 seconds on every node, without a database read per request, that an access token no longer counts.
 */
public interface Revocations {

    /**
     * @return false if the session has ended or the account has outdated this version
     * @throws RevocationsUnavailable if this node's knowledge is older than 5 s and the database does not answer
     */
    boolean accepts(UUID sessionId, UUID accountId, long version);

    /**
     * As {@link #accepts}, but by the database whatever this node knows: for a token that it meets for the first time.
     * Such a token may have been made while its session ended, or by a node that stood still in between, and may so
     * outlive what the nodes remember.
     *
     * @throws RevocationsUnavailable if the database does not answer
     */
    boolean confirms(UUID sessionId, UUID accountId, long version);

    /** Whether this node's knowledge is younger than 5 seconds. */
    boolean inSync();

    /**
     * Learns from the database what other nodes ended. To be called every second, outside a transaction. A call that
     * fails leaves what was known as it was, and as old.
     *
     * @throws jakarta.persistence.PersistenceException if the database does not answer
     */
    void synchronise();

    /** Neither memory nor database can tell whether a token still counts. */
    final class RevocationsUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public RevocationsUnavailable(Throwable cause) {
            super("revocations cannot be read", cause);
        }
    }
}

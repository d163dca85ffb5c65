package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Users' accounts as admins see and end them; {@link AccountStanding} and {@link Unlock} do the rest. Whether the admin
 * may is for the caller to decide.
 */
public interface Users {

    /**
     * A part of the list, newest first.
     *
     * @param query a part of address or name, or an id; empty for all
     * @param before the last entry of the part before
     */
    List<UserRecord> search(Optional<String> query, Optional<Status> status, Optional<Position> before, int limit);

    /** One account, looked at by an admin ({@code admin.user_viewed}); empty if there is none. */
    Optional<UserRecord> view(UUID accountId, UUID adminId, Origin origin);

    /**
     * Ends all sessions of the account ({@code admin.sessions_revoked}).
     *
     * @return how many; empty if there is no such account
     */
    Optional<Integer> endSessions(UUID accountId, UUID adminId, Origin origin);

    /**
     * Ends one session, a user's or an admin's ({@code admin.sessions_revoked}).
     *
     * @return false if there is no such live session
     */
    boolean endSession(UUID sessionId, UUID adminId, Origin origin);

    /**
     * Erases the account: sessions, factors, devices, links, mail, and the personal data in the trail, whose events and
     * proofs stay ({@code admin.user_deleted}).
     *
     * @param reason one line of 1 to 500 characters; stays in the trail for good
     */
    StandingOutcome delete(UUID accountId, String reason, UUID adminId, Origin origin);

    /** What a search may ask for. */
    enum Status {
        /** Proven and not disabled. */
        ACTIVE,
        DISABLED,
        /** The address is not proven. */
        UNVERIFIED
    }
}

package dev.gatehouse.session;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The life of a session: started by a sign-in, kept alive by use, ended by its owner, by an admin or by time. */
public interface Sessions {

    /** Starts a session and records {@code session.started}; joins the caller's transaction. */
    StartedSession start(NewSession session);

    /**
     * Exchanges a refresh token for its successor (RFC 9700 section 4.14). Of any number of simultaneous calls with
     * one token all that succeed get the same successor. A token that this server issued and that is neither current
     * nor, within the grace, the previous one ends the session and is recorded as {@code session.token_reused}. A
     * client that looks unlike the one before is recorded once, as {@code session.fingerprint_changed}, and served.
     *
     * @param audience the area that asks: a token of another area is not known here, and nothing happens to it
     * @param marks what the client shows of itself; what does not come speaks against nobody
     */
    RefreshOutcome refresh(String refreshToken, Audience audience, Origin origin, ClientMarks marks);

    /** For users' clients that show no marks. */
    default RefreshOutcome refresh(String refreshToken, Origin origin) {
        return refresh(refreshToken, Audience.USERS, origin, ClientMarks.NONE);
    }

    /**
     * Finds the live session of a page cookie and lets it slide: its idle time starts anew.
     *
     * @return empty for a value that is unknown, malformed, expired or revoked
     */
    Optional<LiveSession> resume(String pageToken);

    /** Reads a session that an access token names; empty if it has ended. */
    Optional<LiveSession> find(UUID sessionId);

    /**
     * Whether the session lives and its owner proved who they are within the last 5 minutes of the database's clock, so
     * that it serves in place of a password (ASVS 5.0 7.5.1).
     */
    boolean fresh(UUID sessionId);

    /**
     * Its owner has just proved again who they are: the session counts as freshly signed in from now on. Joins the
     * caller's transaction.
     *
     * @return false if the session has ended
     */
    boolean reauthenticated(UUID sessionId);

    /**
     * Gives a page session another secret; the former opens nothing any more (ASVS 5.0 7.2.4). Joins the caller's
     * transaction.
     *
     * @return the value of its cookie from now on; empty for a session that has none, or has ended
     */
    Optional<String> renewPageSecret(UUID sessionId);

    /** The account's live sessions, last used first. */
    List<SessionView> of(UUID accountId);

    /**
     * Ends one session of the account from outside it ({@code session.revoked}).
     *
     * @return false if the account has no such live session
     */
    boolean revoke(UUID accountId, UUID sessionId, Origin origin);

    /**
     * Ends one session for a reason of the server's own ({@code session.revoked}); joins the caller's transaction.
     *
     * @return false if the account has no such live session
     */
    boolean end(UUID accountId, UUID sessionId, RevocationReason reason, Origin origin);

    /** Ends the session that asks for it ({@code session.ended}). Ending an ended one does nothing. */
    void logOut(UUID accountId, UUID sessionId, Origin origin);

    /**
     * Ends all live sessions of the account ({@code session.all_revoked} once, with {@code detail.count}).
     *
     * @param except a session to spare
     * @return how many were ended
     */
    int revokeAll(UUID accountId, Optional<UUID> except, RevocationReason reason, Origin origin);

    /**
     * Ends a session on behalf of an admin ({@code session.revoked}); joins the caller's transaction.
     *
     * @return whose it was; empty if there is no such live session
     */
    Optional<UUID> revokeByAdmin(UUID sessionId, UUID adminId, Origin origin);

    /**
     * Ends all sessions of an account that is no more, outdates its access tokens and deletes what is known of its
     * devices. Joins the caller's transaction.
     */
    void erase(UUID accountId, Origin origin);

    /**
     * Raises the account's lowest valid version, so that no access token issued so far counts any longer, while its
     * sessions live on and get new ones: for changed roles and the like. Joins the caller's transaction.
     */
    void outdateAccessTokens(UUID accountId);
}

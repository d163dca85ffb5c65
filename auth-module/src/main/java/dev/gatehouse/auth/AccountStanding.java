package dev.gatehouse.auth;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.Origin;

/**
 * What an administrator may do about an account's right to be used. Of each, the account's owner is told by mail, and
 * none sets or shows a password. Whether the actor may do it is for the caller to decide.
 */
public interface AccountStanding {

    /**
     * Ends all sessions and outdates the access tokens; nobody signs in from now on ({@code admin.user_disabled}; for
     * an admin's account {@code admin.admin_changed}, and whether another admin is left is for the caller to see to).
     *
     * @param reason one line of 1 to 500 characters, kept with the account and in the trail
     */
    StandingOutcome disable(Holder holder, String reason, Actor actor, Origin origin);

    /** Lets the owner sign in again ({@code admin.user_enabled}); what has ended stays ended. */
    StandingOutcome enable(Holder holder, Actor actor, Origin origin);

    /**
     * Ends all sessions and outdates the access tokens; the password is good for nothing but being told so, until it is
     * reset by the link that is mailed ({@code admin.password_reset_forced}).
     */
    StandingOutcome forcePasswordReset(Holder holder, Actor actor, Origin origin);
}

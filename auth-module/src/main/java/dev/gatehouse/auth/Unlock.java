package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.UUID;

/** Lifts the throttle of failed secrets from an account. */
public interface Unlock {

    /**
     * Takes the mailed link back: works once, for a day, the newest only. All failures of the account are forgotten, and
     * the browser that brings the link becomes one of its known devices, so that whoever goes on guessing elsewhere
     * cannot keep it out. A client that keeps no cookies counts as known for an hour by address and user agent. Nobody
     * is signed in.
     */
    UnlockOutcome unlock(String token, Client client);

    /**
     * Lifts the throttle on behalf of an admin and records {@code admin.user_unlocked}. The account's own guesses on
     * other accounts stay counted, and so do an address's.
     *
     * @return false, and nothing recorded, if there is no such account, or it is disabled
     */
    boolean unlock(Holder holder, UUID adminId, Origin origin);
}

package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;

/**
 * Another address for an account: asked for by its owner, made once the new address is proven, and undone by whoever
 * reads the mail of the old one.
 */
public interface EmailChange {

    /**
     * Mails a link to the new address, good for 24 hours, and a notice to the present one if that is proven. Nothing
     * changes yet. A new address that has an account already is answered the same: its owner is told instead.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    EmailChangeOutcome request(OwnerProof proof, String newEmail);

    /**
     * Makes the change; needs no sign-in. Whether the address is free is decided here: a proven account keeps it, and
     * one that never proved it gives way. The old address, if it was proven, gets a link that undoes the change, good
     * for 7 days. Links that were mailed to the old address and open the account die.
     */
    LinkOutcome confirm(String token, Origin origin);

    /**
     * Puts back the address that the link was mailed to, whatever it was changed to since, ends all sessions, forces a
     * reset and mails its link. Links that undo earlier changes stay good, those of later ones die.
     */
    LinkOutcome undo(String token, Origin origin);
}

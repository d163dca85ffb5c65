package dev.gatehouse.auth;

/** A new password for somebody who is signed in. */
public interface PasswordChange {

    /**
     * Changes the password and ends every session but the one that asks, and with them their access tokens. An account
     * that has a password needs it; one without may set its first in a fresh session. The owner is told by mail.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    PasswordChangeOutcome change(OwnerProof proof, String newPassword);
}

package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;

/** A new password for whoever can read the account's mail (NIST SP 800-63B-4 section 4.2, ASVS 5.0 6.4). */
public interface PasswordReset {

    /**
     * Mails a link that lives for 30 minutes to the stored address; the older ones die. An address without an account
     * costs the same statements, and nothing else tells that it has none. One address gets at most 5 such mails an
     * hour; after that nothing changes, and nothing shows it.
     *
     * @param email as somebody typed it; what is no address is passed over
     */
    void request(Holder.Kind kind, String email, Origin origin);

    /**
     * Sets the password with the mailed token. Ends all sessions and makes none, lets second factors, a disablement and
     * an unproven address stand, lifts a forced reset, and tells the owner by mail.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    PasswordResetOutcome reset(String token, String newPassword, Client client);
}

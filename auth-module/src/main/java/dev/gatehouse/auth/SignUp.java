package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.UUID;

/** From a stranger to an account whose address is proven. */
public interface SignUp {

    /**
     * Registers an address. Whether it is known already can be read neither from the outcome nor from the time taken:
     * the owner of a known address gets a mail that says so. An unproven address can be registered again; the newest
     * link and password win.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    SignUpOutcome signUp(SignUpRequest request);

    /** Sends a new link if the address has an unproven account; the older links die. Says nothing either way. */
    void resendVerification(String email, Origin origin);

    /**
     * The same on behalf of an admin, who is told.
     *
     * @return false if there is no such account, or its address is proven
     */
    boolean resendVerification(UUID accountId, UUID adminId, Origin origin);

    /**
     * Proves an address with the mailed token. Whoever proves it decides the password: the one given at sign-up, a new
     * one, or, in the browser that signed up, none at all. Wrong ones count like those at sign-in.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    VerificationOutcome verifyEmail(EmailVerification verification);
}

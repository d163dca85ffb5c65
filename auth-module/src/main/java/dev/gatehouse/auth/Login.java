package dev.gatehouse.auth;

/** Sign-in with a password. */
public interface Login {

    /**
     * Checks the password and starts a session. Unknown, unverified and disabled accounts cost the same time as known
     * ones, and are throttled alike; what is wrong with an account is told only after a correct password. The device of
     * the client is known from then on, and its owner is told of it where it is new.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    LoginOutcome login(LoginRequest request);
}

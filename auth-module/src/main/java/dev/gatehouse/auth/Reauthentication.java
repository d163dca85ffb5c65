package dev.gatehouse.auth;

import java.util.Optional;

/** Somebody who is signed in shows once more that they are the owner (ASVS 5.0 7.5.3). */
public interface Reauthentication {

    /**
     * Checks the password of the proof, or else the code; with a right one the session counts as freshly signed in for
     * 5 minutes. A code is one of the authenticator app or a recovery code, which is used up by that. What is wrong is
     * counted as a failed secret; a right one frees no failures. That the session is fresh already serves for nothing.
     *
     * @throws HashingOverloaded if too many passwords wait to be hashed
     */
    ReauthenticationOutcome reauthenticate(OwnerProof proof, Optional<String> code);
}

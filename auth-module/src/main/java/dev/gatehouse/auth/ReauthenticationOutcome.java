package dev.gatehouse.auth;

import java.util.List;
import java.util.Optional;

/** What became of a re-authentication. */
public sealed interface ReauthenticationOutcome {

    /**
     * The session is fresh; its id stays.
     *
     * @param pageSecret what the cookie of a page session holds from now on, the former value being dead (ASVS 5.0
     *     7.2.4); empty for other sessions
     */
    record Proven(Optional<String> pageSecret) implements ReauthenticationOutcome {

        @Override
        public String toString() {
            return "Proven[]";
        }
    }

    /** Recorded as {@code login.failed}. */
    record Refused(ProofRefusal refusal) implements ReauthenticationOutcome {}

    /** Wrong, used before, or none of this account; recorded as {@code login.challenge_failed}. */
    record InvalidCode() implements ReauthenticationOutcome {}

    /** Neither password nor code; nothing was checked. */
    record Invalid(List<FieldError> errors) implements ReauthenticationOutcome {}
}

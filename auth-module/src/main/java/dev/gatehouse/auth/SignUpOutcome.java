package dev.gatehouse.auth;

import dev.gatehouse.session.StartedSession;
import java.util.List;

/** What became of a sign-up. */
public sealed interface SignUpOutcome {

    /** A mail is on its way: a link, or a word to the owner that the address is known. */
    record VerificationSent() implements SignUpOutcome {}

    /**
     * Only where verification is optional, the address was new and no second factor is demanded: signed in at once.
     */
    record SignedIn(Account account, StartedSession session) implements SignUpOutcome {}

    /** Nothing was done. */
    record Invalid(List<FieldError> errors) implements SignUpOutcome {}
}

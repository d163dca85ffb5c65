package dev.gatehouse.auth;

import dev.gatehouse.session.StartedSession;
import java.time.Duration;
import java.util.List;

/** What became of the second step. */
public sealed interface ChallengeOutcome {

    /** The code was right. */
    record SignedIn(Holder holder, StartedSession session) implements ChallengeOutcome {}

    /** Wrong, used before, too old, of another account or challenge, or of a method that is not open to it. */
    record InvalidCode() implements ChallengeOutcome {}

    /** There is no such challenge, or not any longer. */
    record Expired() implements ChallengeOutcome {}

    /** Too many wrong secrets of this account; the code was not looked at. */
    record Throttled(Duration retryAfter) implements ChallengeOutcome {}

    /** Token or code is missing, or the method unknown; nothing was checked or counted. */
    record Invalid(List<FieldError> errors) implements ChallengeOutcome {}
}

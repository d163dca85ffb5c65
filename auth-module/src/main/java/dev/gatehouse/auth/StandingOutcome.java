package dev.gatehouse.auth;

import java.util.List;

/** What became of an administrator's decision. */
public sealed interface StandingOutcome {

    /** It holds; it may have held before, and then nothing was written. */
    record Done() implements StandingOutcome {}

    /** The reason cannot be kept; nothing was done. */
    record Invalid(List<FieldError> errors) implements StandingOutcome {}

    /** There is no such account. */
    record Unknown() implements StandingOutcome {}
}

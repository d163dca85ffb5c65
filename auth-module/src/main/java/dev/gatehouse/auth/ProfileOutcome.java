package dev.gatehouse.auth;

import java.util.List;

/** What became of a change of profile. */
public sealed interface ProfileOutcome {

    /** The account as it is now. */
    record Changed(Account account) implements ProfileOutcome {}

    /** Nothing was changed. */
    record Invalid(List<FieldError> errors) implements ProfileOutcome {}

    /** There is no such account (any more). */
    record Unknown() implements ProfileOutcome {}
}

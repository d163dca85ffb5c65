package dev.gatehouse.auth;

import java.util.List;

/** What became of a change of password. */
public sealed interface PasswordChangeOutcome {

    /** The other sessions have ended. */
    record Changed() implements PasswordChangeOutcome {}

    /** The new password is not acceptable, or the current one is missing; nothing was checked. */
    record Invalid(List<FieldError> errors) implements PasswordChangeOutcome {}

    /** Recorded as a failure of {@code account.password_changed}. */
    record Refused(ProofRefusal refusal) implements PasswordChangeOutcome {}
}

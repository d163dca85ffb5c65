package dev.gatehouse.auth;

import java.util.List;

/** What became of a password that was sent with a mailed token. */
public sealed interface PasswordResetOutcome {

    /** It is the account's now; the token is spent and every session has ended. */
    record Changed(Holder holder) implements PasswordResetOutcome {}

    /** Unknown, used, expired or replaced by a newer one. */
    record TokenInvalid() implements PasswordResetOutcome {}

    /** The policy refuses it; the token is unspent. */
    record WeakPassword(List<FieldError> errors) implements PasswordResetOutcome {}
}

package dev.gatehouse.auth;

import java.time.Duration;
import java.util.List;

/** What became of a presented verification token. */
public sealed interface VerificationOutcome {

    /** The address is proven; the token is spent. Nobody is signed in by it. */
    record Verified(Account account) implements VerificationOutcome {}

    /** No password, or a wrong one: the token is unspent. */
    record PasswordRequired() implements VerificationOutcome {}

    /** Too many wrong passwords: nothing was checked, and the token is unspent. */
    record Throttled(Duration retryAfter) implements VerificationOutcome {}

    /** Unknown, used, expired or replaced by a newer one. */
    record TokenInvalid() implements VerificationOutcome {}

    /** The new password is not acceptable: the token is unspent. */
    record Invalid(List<FieldError> errors) implements VerificationOutcome {}
}

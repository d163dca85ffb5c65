package dev.gatehouse.auth;

import java.util.List;

/** What became of a wish for another address. */
public sealed interface EmailChangeOutcome {

    /** A mail is on its way to the new address: a link, or a word to the owner that the address is known. */
    record Requested() implements EmailChangeOutcome {}

    /** It is no address, or the account's own; nothing was checked. */
    record Invalid(List<FieldError> errors) implements EmailChangeOutcome {}

    /** Recorded as a failure of {@code account.email_change_requested}. */
    record Refused(ProofRefusal refusal) implements EmailChangeOutcome {}
}

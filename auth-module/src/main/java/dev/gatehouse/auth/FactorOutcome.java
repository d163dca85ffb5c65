package dev.gatehouse.auth;

import java.time.Duration;
import java.util.List;

/** What became of a change of factors. */
public sealed interface FactorOutcome {

    /** A secret to scan or type, to be confirmed with a code. */
    record Begun(TotpEnrolment enrolment) implements FactorOutcome {}

    /** Done, and nothing to show. */
    record Changed() implements FactorOutcome {}

    /** Done; these codes are shown once. */
    record CodesIssued(List<String> recoveryCodes) implements FactorOutcome {

        public CodesIssued {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "CodesIssued[" + recoveryCodes.size() + "]";
        }
    }

    /** Wrong, or used before; recorded as a failure. */
    record InvalidCode() implements FactorOutcome {}

    /** Too many wrong secrets of this account; the code was not looked at. */
    record Throttled(Duration retryAfter) implements FactorOutcome {}

    /** Not taken for the owner; recorded as a failure of the change. A dead enrolment is a session that has ended. */
    record Refused(ProofRefusal refusal) implements FactorOutcome {}

    /** The account's state does not allow it. */
    record NotPossible(Reason reason) implements FactorOutcome {}

    /** The code is missing; nothing was checked. */
    record Invalid(List<FieldError> errors) implements FactorOutcome {}

    /** Why not. */
    enum Reason {
        /** TOTP is on; switch it off first. */
        ALREADY_ENABLED,
        /** There is no factor to switch off, or none that recovery codes could stand in for. */
        NOT_ENABLED,
        /** No secret waits for its first code. */
        NOT_BEGUN,
        /** It is the last one of an account that is let in with a second factor only. */
        DEMANDED,
        /** A mailed code is no second factor for admins. */
        NOT_FOR_ADMINS
    }
}

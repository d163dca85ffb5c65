package dev.gatehouse.auth;

import dev.gatehouse.session.StartedSession;
import java.time.Duration;
import java.util.List;

/** What became of a sign-in. */
public sealed interface LoginOutcome {

    /** The password was right and nothing stands against it. */
    record SignedIn(Account account, StartedSession session) implements LoginOutcome {}

    /** No session; recorded as {@code login.failed}. */
    record Refused(Reason reason) implements LoginOutcome {}

    /** Too many wrong secrets: nothing was checked. The same for addresses that have no account. */
    record Throttled(Duration retryAfter) implements LoginOutcome {}

    /** Address or password is missing; nothing was checked. */
    record Invalid(List<FieldError> errors) implements LoginOutcome {}

    /** Why not. All but the first are told only after a correct password. */
    enum Reason {
        INVALID_CREDENTIALS,
        EMAIL_NOT_VERIFIED,
        PASSWORD_RESET_REQUIRED,
        ACCOUNT_DISABLED
    }
}

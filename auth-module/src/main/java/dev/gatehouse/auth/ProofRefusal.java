package dev.gatehouse.auth;

import java.time.Duration;

/**
 * Why somebody who is signed in was not taken for the owner. Nothing was changed.
 *
 * @param retryAfter how long to wait before the next try; zero but for {@link Reason#TOO_MANY_ATTEMPTS}
 */
public record ProofRefusal(Reason reason, Duration retryAfter) {

    public static final ProofRefusal INVALID_CREDENTIALS = of(Reason.INVALID_CREDENTIALS);
    public static final ProofRefusal FRESH_LOGIN_REQUIRED = of(Reason.FRESH_LOGIN_REQUIRED);
    public static final ProofRefusal SESSION_ENDED = of(Reason.SESSION_ENDED);

    public static ProofRefusal tooManyAttempts(Duration retryAfter) {
        return new ProofRefusal(Reason.TOO_MANY_ATTEMPTS, retryAfter);
    }

    private static ProofRefusal of(Reason reason) {
        return new ProofRefusal(reason, Duration.ZERO);
    }

    /** The kinds of refusal. */
    public enum Reason {
        /** The password is wrong; counted as a failed secret. */
        INVALID_CREDENTIALS,
        /** Too many wrong secrets: the password was not looked at. */
        TOO_MANY_ATTEMPTS,
        /** There is no password, and the session is no longer fresh. */
        FRESH_LOGIN_REQUIRED,
        /** The session, or the account's right to one, has ended. */
        SESSION_ENDED
    }
}

package dev.gatehouse.auth;

import dev.gatehouse.session.StartedSession;
import java.time.Duration;
import java.util.List;

/** What became of a sign-in. */
public sealed interface LoginOutcome {

    /** The password was right and nothing stands against it. */
    record SignedIn(Account account, StartedSession session) implements LoginOutcome {}

    /** The same for an admin. */
    record AdminSignedIn(AdminAccount account, StartedSession session) implements LoginOutcome {}

    /**
     * The password was right and a second factor is asked for: there is no session yet, only this token, which opens
     * {@link Challenges} and nothing else. Recorded as {@code login.challenged}.
     *
     * @param challengeToken 256 random bits; bound to this client
     * @param methods what may be shown, the usual one first; never empty
     * @param expiresIn 5 minutes
     */
    record ChallengeRequired(String challengeToken, List<FactorMethod> methods, Duration expiresIn)
            implements LoginOutcome {

        public ChallengeRequired {
            methods = List.copyOf(methods);
        }

        @Override
        public String toString() {
            return "ChallengeRequired[" + methods + "]";
        }
    }

    /**
     * The password was right, a second factor is demanded and there is none: no session, only this token, which opens
     * the enrolment ({@link Challenges#enrolling}) and nothing else. Recorded as {@code login.challenged}.
     *
     * @param enrolmentToken 256 random bits; bound to this client
     * @param expiresIn 15 minutes
     */
    record SetupRequired(String enrolmentToken, Duration expiresIn) implements LoginOutcome {

        @Override
        public String toString() {
            return "SetupRequired[]";
        }
    }

    /** No session; recorded as {@code login.failed}, or {@code admin.login_failed}. */
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

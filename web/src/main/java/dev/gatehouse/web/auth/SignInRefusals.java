package dev.gatehouse.web.auth;

import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What the API answers to a sign-in that is none (yet), whoever it is. */
public final class SignInRefusals {

    private SignInRefusals() {}

    /** The answer where a second factor is asked for. */
    public record ChallengeView(boolean requires2fa, String challengeToken, List<String> methods, long expiresIn) {

        public static ChallengeView of(LoginOutcome.ChallengeRequired challenge) {
            return new ChallengeView(
                    true,
                    challenge.challengeToken(),
                    challenge.methods().stream().map(FactorMethod::wireName).toList(),
                    challenge.expiresIn().toSeconds());
        }

        @Override
        public String toString() {
            return "ChallengeView";
        }
    }

    /** For an outcome that is neither a session nor a challenge. */
    public static ProblemException problem(LoginOutcome outcome, HttpServletRequest request) {
        if (outcome instanceof LoginOutcome.Throttled throttled) {
            return new ProblemException(
                    Problem.tooManyAttempts(throttled.retryAfter().toSeconds()));
        }
        if (outcome instanceof LoginOutcome.Invalid invalid) {
            return FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof LoginOutcome.SetupRequired setup) {
            return new ProblemException(Problem.twoFactorSetupRequired(setup.enrolmentToken()));
        }
        LoginOutcome.Refused refused = (LoginOutcome.Refused) outcome;
        return new ProblemException(ProblemCode.valueOf(refused.reason().name()));
    }

    /** For an outcome that is no session. */
    public static ProblemException problem(ChallengeOutcome outcome, HttpServletRequest request) {
        if (outcome instanceof ChallengeOutcome.Invalid invalid) {
            return FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof ChallengeOutcome.Throttled throttled) {
            return new ProblemException(
                    Problem.tooManyAttempts(throttled.retryAfter().toSeconds()));
        }
        return new ProblemException(
                outcome instanceof ChallengeOutcome.InvalidCode
                        ? ProblemCode.INVALID_CODE
                        : ProblemCode.CHALLENGE_EXPIRED);
    }
}

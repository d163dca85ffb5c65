package dev.gatehouse.web.account;

import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.web.auth.Proofs;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What a change of factors comes to in the API, whoever makes it. */
public final class FactorAnswers {

    private FactorAnswers() {}

    /** A secret to scan or to type. */
    public record EnrolmentView(String secret, String otpauthUri, String qrCode) {

        @Override
        public String toString() {
            return "EnrolmentView";
        }
    }

    /** Shown once. */
    public record RecoveryCodesView(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "RecoveryCodesView";
        }
    }

    /** @throws ProblemException if it was refused */
    public static EnrolmentView begun(FactorOutcome outcome, HttpServletRequest request) {
        if (outcome instanceof FactorOutcome.Begun begun) {
            return new EnrolmentView(
                    begun.enrolment().secret(),
                    begun.enrolment().otpauthUri(),
                    begun.enrolment().qrCode());
        }
        throw refusal(outcome, request);
    }

    /** @throws ProblemException if it was refused */
    public static RecoveryCodesView codes(FactorOutcome outcome, HttpServletRequest request) {
        if (outcome instanceof FactorOutcome.CodesIssued issued) {
            return new RecoveryCodesView(issued.recoveryCodes());
        }
        throw refusal(outcome, request);
    }

    /** @throws ProblemException if it was refused */
    public static void changed(FactorOutcome outcome, HttpServletRequest request) {
        if (!(outcome instanceof FactorOutcome.Changed)) {
            throw refusal(outcome, request);
        }
    }

    private static ProblemException refusal(FactorOutcome outcome, HttpServletRequest request) {
        if (outcome instanceof FactorOutcome.Refused refused) {
            return Proofs.problem(refused.refusal());
        }
        if (outcome instanceof FactorOutcome.Throttled throttled) {
            return new ProblemException(
                    Problem.tooManyAttempts(throttled.retryAfter().toSeconds()));
        }
        if (outcome instanceof FactorOutcome.Invalid invalid) {
            return FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof FactorOutcome.NotPossible not) {
            return notPossible(not.reason());
        }
        return new ProblemException(ProblemCode.WRONG_CODE);
    }

    private static ProblemException notPossible(FactorOutcome.Reason reason) {
        return switch (reason) {
            case ALREADY_ENABLED ->
                new ProblemException(ProblemCode.CONFLICT, "An authenticator app is set up; switch it off first");
            case NOT_ENABLED -> new ProblemException(ProblemCode.CONFLICT, "There is no second factor to do that with");
            case NOT_BEGUN ->
                new ProblemException(ProblemCode.CONFLICT, "No secret waits for its first code; draw one");
            case DEMANDED ->
                new ProblemException(ProblemCode.CONFLICT, "This account must keep one second factor at least");
            case NOT_FOR_ADMINS -> new ProblemException(ProblemCode.FORBIDDEN);
        };
    }
}

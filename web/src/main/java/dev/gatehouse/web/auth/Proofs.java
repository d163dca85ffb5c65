package dev.gatehouse.web.auth;

import dev.gatehouse.auth.FactorChange;
import dev.gatehouse.auth.FactorChange.ByEnrolment;
import dev.gatehouse.auth.FactorChange.ByOwner;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.PasswordChangeOutcome;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.BearerToken;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.Clients;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What a request of somebody who is signed in brings to show that they are the owner, and why it was not enough. */
@RequestScoped
public class Proofs {

    private final CurrentCaller currentCaller;
    private final Clients clients;
    private final HttpServletRequest request;

    @Inject
    Proofs(CurrentCaller currentCaller, Clients clients, HttpServletRequest request) {
        this.currentCaller = currentCaller;
        this.clients = clients;
        this.request = request;
    }

    /** @param password null where none was sent; an empty one is a wrong one */
    public OwnerProof with(String password) {
        Caller caller = currentCaller.get();
        return new OwnerProof(caller.holder(), caller.sessionId(), Optional.ofNullable(password), clients.of(request));
    }

    /**
     * Who wants to change factors: somebody signed in to this kind of account, or somebody who must enrol and brings
     * that token. To be asked by calls that let everybody in.
     *
     * @param password null where none was sent
     */
    public FactorChange change(Holder.Kind kind, String password) {
        Optional<Caller> caller = currentCaller.find();
        if (caller.isEmpty()) {
            return BearerToken.in(request)
                    .map(token -> new ByEnrolment(kind, token.text(), clients.of(request)))
                    .orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHENTICATED));
        }
        if (caller.get().holder().kind() != kind) {
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
        return new ByOwner(with(password));
    }

    /** What the API answers to a change of the password that was none. */
    public void settle(PasswordChangeOutcome outcome) {
        if (outcome instanceof PasswordChangeOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof PasswordChangeOutcome.Refused refused) {
            throw problem(refused.refusal());
        }
    }

    public static ProblemException problem(ProofRefusal refusal) {
        return switch (refusal.reason()) {
            case INVALID_CREDENTIALS -> new ProblemException(ProblemCode.WRONG_PASSWORD);
            case FRESH_LOGIN_REQUIRED -> new ProblemException(ProblemCode.FRESH_LOGIN_REQUIRED);
            case SESSION_ENDED -> new ProblemException(ProblemCode.UNAUTHENTICATED);
            case TOO_MANY_ATTEMPTS ->
                new ProblemException(
                        Problem.tooManyAttempts(refusal.retryAfter().toSeconds()));
        };
    }
}

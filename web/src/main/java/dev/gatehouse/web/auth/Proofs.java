package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What a request of somebody who is signed in brings to show that they are the owner, and why it was not enough. */
@RequestScoped
public class Proofs {

    private final CurrentCaller currentCaller;
    private final Cookies cookies;
    private final HttpServletRequest request;

    @Inject
    Proofs(CurrentCaller currentCaller, Cookies cookies, HttpServletRequest request) {
        this.currentCaller = currentCaller;
        this.cookies = cookies;
        this.request = request;
    }

    /** @param password null where none was sent; an empty one is a wrong one */
    public OwnerProof with(String password) {
        Caller caller = currentCaller.get();
        return new OwnerProof(
                new Holder(kind(caller), caller.accountId()),
                caller.sessionId(),
                Optional.ofNullable(password),
                client());
    }

    private static Holder.Kind kind(Caller caller) {
        return switch (caller.audience()) {
            case USERS -> Holder.Kind.USER;
            case ADMINS -> Holder.Kind.ADMIN;
        };
    }

    /** Who sends this request, as the throttle tells them from others. */
    public Client client() {
        return new Client(RequestOrigin.of(request), cookies.read(request, Cookies.Kind.DEVICE));
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

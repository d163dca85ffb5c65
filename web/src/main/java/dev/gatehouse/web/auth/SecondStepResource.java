package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.ChallengeAnswer;
import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.Challenges;
import dev.gatehouse.auth.CodeOutcome;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.Clients;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The second step of a sign-in. */
@Path("/auth")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Sign-in")
public class SecondStepResource {

    @Inject
    private Challenges challenges;

    @Inject
    private Accounts accounts;

    @Inject
    private SignInAnswers signInAnswers;

    @Inject
    private Clients clients;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    /** Body of {@code POST /verify-2fa}; without {@code method} the form of the code tells. */
    public record CodeBody(String challengeToken, String code, String method) {

        @Override
        public String toString() {
            return "CodeBody";
        }
    }

    /** Body of {@code POST /challenge/email}. */
    public record ChallengeBody(String challengeToken) {

        @Override
        public String toString() {
            return "ChallengeBody";
        }
    }

    @POST
    @Path("/verify-2fa")
    @Operation(
            summary = "Complete a sign-in with a code",
            description = "A code of the authenticator app, a mailed code or a recovery code. mode=cookie sets the page"
                    + " session instead of answering tokens. Five tries in five minutes.")
    public Object verify(CodeBody body, @QueryParam("mode") String mode) {
        NewSession.Kind kind = SignInAnswers.kind(mode);
        ChallengeOutcome outcome = challenges.verify(new ChallengeAnswer(
                Holder.Kind.USER,
                body.challengeToken(),
                body.code(),
                Optional.ofNullable(body.method()),
                kind,
                clients.marked(request, response)));
        if (outcome instanceof ChallengeOutcome.SignedIn in) {
            Account account = accounts.find(in.holder().id())
                    .orElseThrow(() -> new ProblemException(ProblemCode.CHALLENGE_EXPIRED));
            return signInAnswers.of(account, in.session(), kind, request, response);
        }
        throw SignInRefusals.problem(outcome, request);
    }

    @POST
    @Path("/challenge/email")
    @Operation(
            summary = "Have a code mailed that completes a sign-in",
            description = "For accounts that chose codes by mail; another one within a minute is refused.")
    public Response sendCode(ChallengeBody body) {
        String token = FieldErrors.required("challengeToken", body.challengeToken(), request);
        CodeOutcome outcome = challenges.sendCode(Holder.Kind.USER, token, clients.marked(request, response));
        if (outcome instanceof CodeOutcome.TooSoon soon) {
            throw new ProblemException(Problem.rateLimited(soon.pause().toSeconds() + 1));
        }
        if (outcome instanceof CodeOutcome.NotOffered) {
            throw new ProblemException(ProblemCode.CONFLICT, "Codes by mail are not a method of this sign-in");
        }
        if (outcome instanceof CodeOutcome.Expired) {
            throw new ProblemException(ProblemCode.CHALLENGE_EXPIRED);
        }
        return Response.accepted().build();
    }
}

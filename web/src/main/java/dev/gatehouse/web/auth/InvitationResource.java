package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Invitations;
import dev.gatehouse.auth.Invitations.AcceptOutcome;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
import dev.gatehouse.web.text.Languages;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes an invitation. */
@Path("/auth/invitations")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Sign-up")
public class InvitationResource {

    @Inject
    private Invitations invitations;

    @Context
    private HttpServletRequest request;

    /** Body of {@code POST /accept}. */
    public record AcceptBody(String token, String password, String firstName, String lastName) {

        @Override
        public String toString() {
            return "AcceptBody";
        }
    }

    /** A word on what happened. */
    public record AcceptedView(String status) {}

    @POST
    @Path("/accept")
    @Operation(
            summary = "Accept an invitation",
            description = "Makes a proven account of the kind that the invitation is for. Nobody is signed in by it.")
    public Response accept(AcceptBody body) {
        AcceptOutcome outcome = invitations.accept(new Invitations.Acceptance(
                FieldErrors.required("token", body.token(), request),
                body.password(),
                body.firstName(),
                body.lastName(),
                Languages.of(request),
                RequestOrigin.of(request)));
        if (outcome instanceof AcceptOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof AcceptOutcome.AlreadyThere) {
            throw new ProblemException(ProblemCode.CONFLICT, "This address has an account; sign in with it");
        }
        if (outcome instanceof AcceptOutcome.TokenInvalid) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID);
        }
        return Response.status(Response.Status.CREATED)
                .entity(new AcceptedView("accepted"))
                .build();
    }
}

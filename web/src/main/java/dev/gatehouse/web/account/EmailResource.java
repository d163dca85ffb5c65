package dev.gatehouse.web.account;

import dev.gatehouse.auth.EmailChange;
import dev.gatehouse.auth.EmailChangeOutcome;
import dev.gatehouse.auth.LinkOutcome;
import dev.gatehouse.web.auth.Proofs;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The address of the caller's account: changed once the new one is proven. */
@Path("/account/email")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Account")
public class EmailResource {

    @Inject
    private EmailChange emailChange;

    @Inject
    private Proofs proofs;

    @Context
    private HttpServletRequest request;

    /** Body of {@code POST /account/email}; {@code password} may be missing in a fresh session. */
    public record EmailBody(String newEmail, String password) {

        @Override
        public String toString() {
            return "EmailBody";
        }
    }

    /** Body of {@code POST /account/email/confirm}. */
    public record ConfirmBody(String token) {

        @Override
        public String toString() {
            return "ConfirmBody";
        }
    }

    @POST
    @SecurityRequirement(name = "bearer")
    @Operation(
            summary = "Ask for another address",
            description = "A link goes to the new address, a notice to the old.")
    public Response request(EmailBody body) {
        EmailChangeOutcome outcome = emailChange.request(proofs.with(body.password()), body.newEmail());
        if (outcome instanceof EmailChangeOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof EmailChangeOutcome.Refused refused) {
            throw Proofs.problem(refused.refusal());
        }
        return Response.accepted().build();
    }

    @POST
    @PermitAll
    @Path("/confirm")
    @Operation(summary = "Prove the new address with the mailed token", description = "Needs no sign-in.")
    public void confirm(ConfirmBody body) {
        String token = FieldErrors.required("token", body.token(), request);
        if (emailChange.confirm(token, RequestOrigin.of(request)) instanceof LinkOutcome.TokenInvalid) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID);
        }
    }
}

package dev.gatehouse.web.auth;

import dev.gatehouse.auth.PasswordChange;
import dev.gatehouse.auth.Reauthentication;
import dev.gatehouse.auth.ReauthenticationOutcome;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Owners who are signed in: they change their password, or show again that they are the owner. */
@Path("/auth")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Recovery")
public class CredentialsResource {

    @Inject
    private PasswordChange passwordChange;

    @Inject
    private Reauthentication reauthentication;

    @Inject
    private Proofs proofs;

    @Inject
    private BrowserSession browserSession;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    /** Body of {@code POST /password/change}. */
    public record ChangeBody(String currentPassword, String newPassword) {

        @Override
        public String toString() {
            return "ChangeBody";
        }
    }

    /** Body of {@code POST /reauthenticate}: one of the two. */
    public record ProofBody(String password, String code) {

        @Override
        public String toString() {
            return "ProofBody";
        }
    }

    @POST
    @Path("/password/change")
    @Operation(summary = "Change my password", description = "All other sessions end.")
    public void change(ChangeBody body) {
        String newPassword = FieldErrors.required("newPassword", body.newPassword(), request);
        proofs.settle(passwordChange.change(proofs.with(body.currentPassword()), newPassword));
    }

    @POST
    @Path("/reauthenticate")
    @Operation(
            summary = "Show again that I am the owner",
            description =
                    "The session counts as freshly signed in for 5 minutes; the page session's cookie is renewed.")
    public void reauthenticate(ProofBody body) {
        ReauthenticationOutcome outcome =
                reauthentication.reauthenticate(proofs.with(body.password()), Optional.ofNullable(body.code()));
        if (outcome instanceof ReauthenticationOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof ReauthenticationOutcome.InvalidCode) {
            throw new ProblemException(ProblemCode.WRONG_CODE);
        }
        if (outcome instanceof ReauthenticationOutcome.Refused refused) {
            throw Proofs.problem(refused.refusal());
        }
        ((ReauthenticationOutcome.Proven) outcome)
                .pageSecret()
                .ifPresent(secret -> browserSession.renew(secret, response));
    }
}

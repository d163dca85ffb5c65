package dev.gatehouse.web.auth;

import dev.gatehouse.auth.EmailChange;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LinkOutcome;
import dev.gatehouse.auth.NotMe;
import dev.gatehouse.auth.PasswordReset;
import dev.gatehouse.auth.PasswordResetOutcome;
import dev.gatehouse.auth.Unlock;
import dev.gatehouse.auth.UnlockOutcome;
import dev.gatehouse.web.auth.SignUpResource.AddressBody;
import dev.gatehouse.web.auth.SignUpResource.StatusView;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.Clients;
import dev.gatehouse.web.security.RequestOrigin;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ways back to an account, and out of it for whoever else is in: each by a link that its mail brings. */
@Path("/auth")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Recovery")
public class RecoveryResource {

    @Inject
    private PasswordReset passwordReset;

    @Inject
    private Unlock unlock;

    @Inject
    private NotMe notMe;

    @Inject
    private EmailChange emailChange;

    @Inject
    private Clients clients;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    /** Body of {@code POST /password/reset}. */
    public record ResetBody(String token, String newPassword) {

        @Override
        public String toString() {
            return "ResetBody";
        }
    }

    /** What a mailed link brings. */
    public record TokenBody(String token) {

        @Override
        public String toString() {
            return "TokenBody";
        }
    }

    @POST
    @Path("/password/forgot")
    @Operation(summary = "Ask for a link that resets the password", description = "Always 202.")
    public Response forgot(AddressBody body) {
        String email = FieldErrors.required("email", body.email(), request);
        passwordReset.request(Holder.Kind.USER, email, RequestOrigin.of(request));
        return Response.accepted().build();
    }

    @POST
    @Path("/password/reset")
    @Operation(
            summary = "Set a password with the mailed token",
            description = "Ends all sessions and makes none; a second factor is still asked for at the next sign-in.")
    public StatusView reset(ResetBody body) {
        PasswordResetOutcome outcome = passwordReset.reset(
                FieldErrors.required("token", body.token(), request),
                FieldErrors.required("newPassword", body.newPassword(), request),
                clients.of(request));
        if (outcome instanceof PasswordResetOutcome.WeakPassword weak) {
            throw FieldErrors.problem(weak.errors(), request);
        }
        if (outcome instanceof PasswordResetOutcome.TokenInvalid) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID);
        }
        return new StatusView("password_changed");
    }

    @POST
    @Path("/unlock")
    @Operation(
            summary = "Lift the throttle with the mailed token",
            description = "The client that does it counts as a known device; nobody is signed in.")
    public StatusView unlock(TokenBody body) {
        String token = FieldErrors.required("token", body.token(), request);
        UnlockOutcome outcome = unlock.unlock(token, clients.marked(request, response));
        if (outcome instanceof UnlockOutcome.TokenInvalid) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID);
        }
        return new StatusView("unlocked");
    }

    @POST
    @Path("/not-me")
    @Operation(
            summary = "Say that something was somebody else",
            description = "Ends all sessions, forces a reset, mails its link and raises an alert.")
    public StatusView notMe(TokenBody body) {
        String token = FieldErrors.required("token", body.token(), request);
        return done(notMe.report(token, RequestOrigin.of(request)), "account_secured");
    }

    @POST
    @Path("/email/undo")
    @Operation(
            summary = "Put the former address back",
            description = "Ends all sessions, forces a reset and mails its link.")
    public StatusView undo(TokenBody body) {
        String token = FieldErrors.required("token", body.token(), request);
        return done(emailChange.undo(token, RequestOrigin.of(request)), "email_restored");
    }

    private static StatusView done(LinkOutcome outcome, String status) {
        if (outcome instanceof LinkOutcome.TokenInvalid) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID);
        }
        return new StatusView(status);
    }
}

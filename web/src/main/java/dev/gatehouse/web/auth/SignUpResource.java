package dev.gatehouse.web.auth;

import dev.gatehouse.auth.EmailVerification;
import dev.gatehouse.auth.SignUp;
import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
import dev.gatehouse.web.text.Languages;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-up and the proof of the address. */
@Path("/auth")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Sign-up")
public class SignUpResource {

    @Inject
    private SignUp signUp;

    @Inject
    private TokenAnswers tokenAnswers;

    @Inject
    private Cookies cookies;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    /** Body of {@code POST /signup}; {@code name} serves clients that do not split names. */
    public record SignUpBody(
            String email,
            String password,
            String firstName,
            String lastName,
            String name,
            String userType,
            Boolean acceptTerms) {

        String first() {
            return firstName == null && name != null ? name.strip().split("\\s+", 2)[0] : firstName;
        }

        String last() {
            if (lastName != null || name == null) {
                return lastName;
            }
            String[] parts = name.strip().split("\\s+", 2);
            return parts.length == 2 ? parts[1] : "";
        }

        @Override
        public String toString() {
            return "SignUpBody";
        }
    }

    /** Body of {@code POST /verify-email}. */
    public record VerifyBody(String token, String password, String newPassword) {

        @Override
        public String toString() {
            return "VerifyBody";
        }
    }

    /** Body of {@code POST /verify-email/resend}. */
    public record AddressBody(String email) {}

    /** A word on what happened. */
    public record StatusView(String status) {}

    @POST
    @Path("/signup")
    @Operation(summary = "Register an address", description = "The same answer for a known and for a new address.")
    public Response signUp(SignUpBody body) {
        SignUpOutcome outcome = signUp.signUp(new SignUpRequest(
                body.email(),
                body.password(),
                body.first(),
                body.last(),
                Optional.ofNullable(body.userType()),
                Boolean.TRUE.equals(body.acceptTerms()),
                Optional.of(cookies.device(request, response)),
                Languages.of(request),
                NewSession.Kind.TOKEN,
                RequestOrigin.of(request)));
        if (outcome instanceof SignUpOutcome.SignedIn in) {
            return Response.status(Response.Status.CREATED)
                    .entity(tokenAnswers.of(in.account(), in.session()))
                    .build();
        }
        if (outcome instanceof SignUpOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        return Response.accepted(new StatusView("verification_sent")).build();
    }

    @POST
    @Path("/verify-email")
    @Operation(summary = "Prove the address", description = "Whoever proves it decides the password.")
    public StatusView verify(VerifyBody body) {
        VerificationOutcome outcome = signUp.verifyEmail(new EmailVerification(
                FieldErrors.required("token", body.token(), request),
                Optional.ofNullable(body.password()),
                Optional.ofNullable(body.newPassword()),
                cookies.read(request, Cookies.Kind.DEVICE),
                RequestOrigin.of(request)));
        if (outcome instanceof VerificationOutcome.Throttled throttled) {
            throw new ProblemException(
                    Problem.tooManyAttempts(throttled.retryAfter().toSeconds()));
        }
        if (outcome instanceof VerificationOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof VerificationOutcome.PasswordRequired) {
            throw new ProblemException(
                    ProblemCode.PASSWORD_REQUIRED, "Send the password given at sign-up, or a newPassword");
        }
        if (outcome instanceof VerificationOutcome.TokenInvalid) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID);
        }
        return new StatusView("verified");
    }

    @POST
    @Path("/verify-email/resend")
    @Operation(summary = "Send a new link", description = "Always 202.")
    public Response resend(AddressBody body) {
        signUp.resendVerification(FieldErrors.required("email", body.email(), request), RequestOrigin.of(request));
        return Response.accepted().build();
    }
}

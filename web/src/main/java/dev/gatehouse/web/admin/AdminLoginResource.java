package dev.gatehouse.web.admin;

import dev.gatehouse.auth.Admins;
import dev.gatehouse.auth.ChallengeAnswer;
import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.Challenges;
import dev.gatehouse.auth.DemandedFactor;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.Login;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginRequest;
import dev.gatehouse.auth.PasswordReset;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RefreshOutcome.Refreshed;
import dev.gatehouse.web.auth.LoginResource.LoginBody;
import dev.gatehouse.web.auth.LoginResource.RefreshBody;
import dev.gatehouse.web.auth.Refreshes;
import dev.gatehouse.web.auth.SecondStepResource.CodeBody;
import dev.gatehouse.web.auth.SignInAnswers;
import dev.gatehouse.web.auth.SignInRefusals;
import dev.gatehouse.web.auth.SignUpResource.AddressBody;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-in of admins. Their accounts are none for users, nor the reverse. */
@Path("/admin")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Admins")
public class AdminLoginResource {

    @Inject
    private Login login;

    @Inject
    private Challenges challenges;

    @Inject
    private Refreshes refreshes;

    @Inject
    private DemandedFactor demandedFactor;

    @Inject
    private Admins admins;

    @Inject
    private PasswordReset passwordReset;

    @Inject
    private AdminSignIns signIns;

    @Inject
    private Clients clients;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    @POST
    @Path("/login")
    @Operation(
            summary = "Sign in as an admin",
            description = "Without the second factor that is demanded outside development: 403"
                    + " two_factor_setup_required with an enrolmentToken, which opens POST /api/admin/account/totp and"
                    + " /totp/confirm as a bearer token. mode=cookie sets the page session.")
    public Object login(LoginBody body, @QueryParam("mode") String mode) {
        NewSession.Kind kind = SignInAnswers.kind(mode);
        LoginOutcome outcome = login.login(new LoginRequest(
                Holder.Kind.ADMIN,
                body.email(),
                body.password(),
                Optional.ofNullable(body.deviceName()),
                kind,
                clients.marked(request, response)));
        if (outcome instanceof LoginOutcome.ChallengeRequired challenge) {
            return SignInRefusals.ChallengeView.of(challenge);
        }
        if (!(outcome instanceof LoginOutcome.AdminSignedIn in)) {
            throw SignInRefusals.problem(outcome, request);
        }
        return signIns.answer(in.account(), in.session(), kind, request, response);
    }

    @POST
    @Path("/verify-2fa")
    @Operation(summary = "Complete an admin's sign-in with a code", description = "Of the app, or a recovery code.")
    public Object verify(CodeBody body, @QueryParam("mode") String mode) {
        NewSession.Kind kind = SignInAnswers.kind(mode);
        ChallengeOutcome outcome = challenges.verify(new ChallengeAnswer(
                Holder.Kind.ADMIN,
                body.challengeToken(),
                body.code(),
                Optional.ofNullable(body.method()),
                kind,
                clients.marked(request, response)));
        if (!(outcome instanceof ChallengeOutcome.SignedIn in)) {
            throw SignInRefusals.problem(outcome, request);
        }
        return admins.find(in.holder().id())
                .map(admin -> signIns.answer(admin, in.session(), kind, request, response))
                .orElseThrow(() -> new ProblemException(ProblemCode.CHALLENGE_EXPIRED));
    }

    @POST
    @Path("/refresh")
    @Operation(
            summary = "Exchange an admin's refresh token for its successor and a new access token",
            description = Refreshes.DEMANDS)
    public AdminSignIns.TokenAnswer refresh(RefreshBody body) {
        var renewed =
                refreshes.refresh(body.refreshToken(), Audience.ADMINS, request, admins::find, demandedFactor::missing);
        Refreshed session = renewed.session();
        return signIns.tokens(renewed.account(), session.sessionId(), session.version(), session.refreshToken());
    }

    @POST
    @Path("/password/forgot")
    @Operation(
            summary = "Have a link mailed that resets an admin's password",
            description = "Always 202. POST /api/auth/password/reset takes the link of a user and of an admin.")
    public Response forgot(AddressBody body) {
        String email = FieldErrors.required("email", body.email(), request);
        passwordReset.request(Holder.Kind.ADMIN, email, RequestOrigin.of(request));
        return Response.accepted().build();
    }
}

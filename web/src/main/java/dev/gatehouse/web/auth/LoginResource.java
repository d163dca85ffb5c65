package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.DemandedFactor;
import dev.gatehouse.auth.Login;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginRequest;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RefreshOutcome.Refreshed;
import dev.gatehouse.web.security.Clients;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-in with a password, and the refresh of tokens. */
@Path("/auth")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Sign-in")
public class LoginResource {

    @Inject
    private Login login;

    @Inject
    private Refreshes refreshes;

    @Inject
    private DemandedFactor demandedFactor;

    @Inject
    private Accounts accounts;

    @Inject
    private TokenAnswers tokenAnswers;

    @Inject
    private SignInAnswers signInAnswers;

    @Inject
    private Clients clients;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    /** Body of {@code POST /login}. */
    public record LoginBody(String email, String password, String deviceName) {

        @Override
        public String toString() {
            return "LoginBody";
        }
    }

    /** Body of {@code POST /refresh}. */
    public record RefreshBody(String refreshToken) {

        @Override
        public String toString() {
            return "RefreshBody";
        }
    }

    @POST
    @Path("/login")
    @Operation(
            summary = "Sign in",
            description = "mode=cookie sets the page session instead of answering tokens. An account with a second"
                    + " factor gets requires2fa and goes on with verify-2fa; one that must have a factor and has none"
                    + " gets 403 two_factor_setup_required with an enrolmentToken, which opens POST /api/account/totp"
                    + " and /totp/confirm as a bearer token for 15 minutes; then it signs in again, with the factor.")
    public Object login(LoginBody body, @QueryParam("mode") String mode) {
        NewSession.Kind kind = SignInAnswers.kind(mode);
        LoginOutcome outcome = login.login(new LoginRequest(
                body.email(),
                body.password(),
                Optional.ofNullable(body.deviceName()),
                kind,
                clients.marked(request, response)));
        if (outcome instanceof LoginOutcome.ChallengeRequired challenge) {
            return SignInRefusals.ChallengeView.of(challenge);
        }
        if (!(outcome instanceof LoginOutcome.SignedIn in)) {
            throw SignInRefusals.problem(outcome, request);
        }
        return signInAnswers.of(in.account(), in.session(), kind, request, response);
    }

    @POST
    @Path("/refresh")
    @Operation(
            summary = "Exchange a refresh token for its successor and a new access token",
            description = Refreshes.DEMANDS)
    public TokenAnswer refresh(RefreshBody body) {
        var renewed = refreshes.refresh(
                body.refreshToken(), Audience.USERS, request, accounts::find, demandedFactor::missing);
        Refreshed session = renewed.session();
        return tokenAnswers.of(renewed.account(), session.sessionId(), session.version(), session.refreshToken());
    }
}

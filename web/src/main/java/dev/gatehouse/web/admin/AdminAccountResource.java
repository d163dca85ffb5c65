package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.PasswordChange;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.account.FactorAnswers;
import dev.gatehouse.web.account.FactorAnswers.EnrolmentView;
import dev.gatehouse.web.account.FactorAnswers.RecoveryCodesView;
import dev.gatehouse.web.account.FactorsResource.FirstCodeBody;
import dev.gatehouse.web.account.FactorsResource.PasswordBody;
import dev.gatehouse.web.auth.BrowserSession;
import dev.gatehouse.web.auth.CredentialsResource.ChangeBody;
import dev.gatehouse.web.auth.Proofs;
import dev.gatehouse.web.json.MissingBody;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.NeedsRole;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An admin's own account: the same factors and password change as users have, but no codes by mail. */
@Path("/admin")
@RequestScoped
@NeedsRole(AdminRole.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Admins")
public class AdminAccountResource {

    @Inject
    private SecondFactors factors;

    @Inject
    private PasswordChange passwordChange;

    @Inject
    private Sessions sessions;

    @Inject
    private Proofs proofs;

    @Inject
    private CurrentAdmin admin;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private BrowserSession browserSession;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    @GET
    @Path("/account")
    @Operation(summary = "My admin account")
    public AdminView read() {
        return AdminView.of(admin.get());
    }

    @POST
    @Path("/logout")
    @Operation(summary = "End the current session")
    public void logOut() {
        Caller caller = currentCaller.get();
        sessions.logOut(caller.accountId(), caller.sessionId(), RequestOrigin.of(request));
        browserSession.end(response);
    }

    @POST
    @Path("/account/totp")
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Draw a secret for an admin's authenticator app",
            description = "The bearer token may be the enrolmentToken of a refused sign-in.")
    public EnrolmentView begin(@MissingBody.Optional PasswordBody body) {
        return FactorAnswers.begun(factors.beginTotp(proofs.change(Holder.Kind.ADMIN, passwordIn(body))), request);
    }

    @POST
    @Path("/account/totp/confirm")
    @PermitAll
    @Operation(
            summary = "Switch an admin's authenticator app on with its first code",
            description = "The bearer token may be the enrolmentToken of a refused sign-in; then sign in again.")
    public RecoveryCodesView confirm(FirstCodeBody body) {
        return FactorAnswers.codes(factors.confirmTotp(proofs.change(Holder.Kind.ADMIN, null), body.code()), request);
    }

    @POST
    @Path("/account/recovery-codes")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "A new set of recovery codes", description = "Shown once; the older codes are dead.")
    public RecoveryCodesView replaceRecoveryCodes(@MissingBody.Optional PasswordBody body) {
        return FactorAnswers.codes(factors.replaceRecoveryCodes(proofs.with(passwordIn(body))), request);
    }

    @POST
    @Path("/account/password/change")
    @Operation(summary = "Change my password", description = "All other sessions end.")
    public void changePassword(ChangeBody body) {
        proofs.settle(passwordChange.change(proofs.with(body.currentPassword()), body.newPassword()));
    }

    private static String passwordIn(PasswordBody body) {
        return body == null ? null : body.password();
    }
}

package dev.gatehouse.web.account;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.web.account.FactorAnswers.EnrolmentView;
import dev.gatehouse.web.account.FactorAnswers.RecoveryCodesView;
import dev.gatehouse.web.auth.Proofs;
import dev.gatehouse.web.json.MissingBody;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own second factors. A password may be missing wherever the session is fresh. */
@Path("/account")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Account")
public class FactorsResource {

    private static final String ENROLS = "The bearer token may be the enrolmentToken of a refused sign-in. ";

    @Inject
    private SecondFactors factors;

    @Inject
    private Proofs proofs;

    @Context
    private HttpServletRequest request;

    /** Body of calls that want nothing but the owner. */
    public record PasswordBody(String password) {

        @Override
        public String toString() {
            return "PasswordBody";
        }
    }

    /** Body of {@code POST /totp/confirm}. */
    public record FirstCodeBody(String code) {

        @Override
        public String toString() {
            return "FirstCodeBody";
        }
    }

    /** Body of {@code DELETE /totp}. */
    public record LastCodeBody(String password, String code) {

        @Override
        public String toString() {
            return "LastCodeBody";
        }
    }

    /** Body of {@code PUT /email-otp}. */
    public record MailedCodesBody(Boolean enabled, String password) {

        @Override
        public String toString() {
            return "MailedCodesBody[" + enabled + "]";
        }
    }

    @POST
    @Path("/totp")
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Draw a secret for an authenticator app",
            description = ENROLS + "The secret is shown once and counts from its first code on.")
    public EnrolmentView begin(@MissingBody.Optional PasswordBody body) {
        return FactorAnswers.begun(factors.beginTotp(proofs.change(Holder.Kind.USER, passwordIn(body))), request);
    }

    @POST
    @Path("/totp/confirm")
    @PermitAll
    @Operation(
            summary = "Switch the authenticator app on with its first code",
            description = ENROLS + "It is used up by that, and so is the code: the sign-in is made again, with the"
                    + " next code. The recovery codes are shown once.")
    public RecoveryCodesView confirm(FirstCodeBody body) {
        return FactorAnswers.codes(factors.confirmTotp(proofs.change(Holder.Kind.USER, null), body.code()), request);
    }

    @DELETE
    @Path("/totp")
    @Operation(
            summary = "Switch the authenticator app off",
            description = "With a code of the app, or a recovery code.")
    public void disable(LastCodeBody body) {
        FactorAnswers.changed(factors.disableTotp(proofs.with(body.password()), body.code()), request);
    }

    @POST
    @Path("/recovery-codes")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "A new set of recovery codes", description = "Shown once; the older codes are dead.")
    public RecoveryCodesView replaceRecoveryCodes(@MissingBody.Optional PasswordBody body) {
        return FactorAnswers.codes(factors.replaceRecoveryCodes(proofs.with(passwordIn(body))), request);
    }

    @PUT
    @Path("/email-otp")
    @Operation(summary = "Choose or give up codes by mail as the second step")
    public void chooseMailedCodes(MailedCodesBody body) {
        if (body.enabled() == null) {
            throw FieldErrors.missing("enabled", request);
        }
        FactorAnswers.changed(factors.chooseMailedCodes(proofs.with(body.password()), body.enabled()), request);
    }

    private static String passwordIn(PasswordBody body) {
        return body == null ? null : body.password();
    }
}

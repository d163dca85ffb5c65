package dev.gatehouse.web.account;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.ProfileChange;
import dev.gatehouse.auth.ProfileOutcome;
import dev.gatehouse.web.auth.UserView;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own profile. */
@Path("/account")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Account")
public class AccountResource {

    @Inject
    private Accounts accounts;

    @Inject
    private CurrentCaller currentCaller;

    @Context
    private HttpServletRequest request;

    /** Body of {@code PATCH /account}. */
    public record ProfileBody(String firstName, String lastName, String locale) {}

    @GET
    @Operation(summary = "My profile")
    public UserView read() {
        return accounts.find(currentCaller.get().accountId())
                .map(UserView::of)
                .orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHENTICATED));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change my profile", description = "Fields that are not sent stay as they are.")
    public UserView change(ProfileBody body) {
        ProfileOutcome outcome = accounts.changeProfile(
                currentCaller.get().accountId(),
                new ProfileChange(
                        Optional.ofNullable(body.firstName()),
                        Optional.ofNullable(body.lastName()),
                        Optional.ofNullable(body.locale())),
                RequestOrigin.of(request));
        if (outcome instanceof ProfileOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof ProfileOutcome.Changed changed) {
            return UserView.of(changed.account());
        }
        throw new ProblemException(ProblemCode.UNAUTHENTICATED);
    }
}

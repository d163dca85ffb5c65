package dev.gatehouse.web.admin;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.auth.AccountStanding;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.StandingOutcome;
import dev.gatehouse.auth.Unlock;
import dev.gatehouse.auth.Users;
import dev.gatehouse.web.json.MissingBody;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.NeedsRole;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a user's account may be used. Nothing here sets or shows a password. */
@Path("/admin/users")
@RequestScoped
@NeedsRole(AdminRole.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Administration")
public class UserStandingResource {

    @Inject
    private AccountStanding standing;

    @Inject
    private Unlock unlock;

    @Inject
    private Users users;

    @Inject
    private CurrentAdmin admin;

    @Context
    private HttpServletRequest request;

    @PathParam("id")
    private UUID id;

    /** Body of what needs a reason. */
    public record ReasonBody(String reason) {}

    @POST
    @Path("/{id}/disable")
    @Operation(summary = "Disable a user", description = "Ends all sessions; the reason stays in the trail.")
    public void disable(ReasonBody body) {
        settle(standing.disable(user(), body.reason(), actor(), RequestOrigin.of(request)));
    }

    @POST
    @Path("/{id}/enable")
    @Operation(summary = "Enable a user again")
    public void enable() {
        settle(standing.enable(user(), actor(), RequestOrigin.of(request)));
    }

    @POST
    @Path("/{id}/unlock")
    @NeedsRole(AdminRole.SUPPORT)
    @Operation(summary = "Lift the throttle of failed secrets from a user")
    public void unlock() {
        if (!unlock.unlock(user(), admin.id(), RequestOrigin.of(request))) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }

    @POST
    @Path("/{id}/force-password-reset")
    @Operation(
            summary = "Close a user's account until its password is reset",
            description = "Ends all sessions and mails the link; nobody but its owner learns or sets the password.")
    public void forcePasswordReset() {
        settle(standing.forcePasswordReset(user(), actor(), RequestOrigin.of(request)));
    }

    @DELETE
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Erase a user",
            description = "Account, sessions and personal data go; the trail stays verifiable. The reason, in the body"
                    + " or as a parameter where a client sends no body with DELETE, stays in the trail.")
    public void delete(@MissingBody.Optional ReasonBody body, @QueryParam("reason") String reason) {
        String given = body == null || body.reason() == null ? reason : body.reason();
        settle(users.delete(id, given, admin.id(), RequestOrigin.of(request)));
    }

    private void settle(StandingOutcome outcome) {
        if (outcome instanceof StandingOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof StandingOutcome.Unknown) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }

    private Holder user() {
        return new Holder(Holder.Kind.USER, id);
    }

    private Actor actor() {
        return Actor.admin(admin.id());
    }
}

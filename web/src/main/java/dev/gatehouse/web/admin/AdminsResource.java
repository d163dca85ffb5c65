package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminAccount;
import dev.gatehouse.auth.AdminChangeOutcome;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Admins;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.InvitationOutcome;
import dev.gatehouse.auth.Invitations;
import dev.gatehouse.web.json.Cursor;
import dev.gatehouse.web.json.PageOf;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.NeedsRole;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
import dev.gatehouse.web.text.Languages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is admin. */
@Path("/admin/admins")
@RequestScoped
@NeedsRole(AdminRole.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Admins")
public class AdminsResource {

    @Inject
    private Admins admins;

    @Inject
    private Invitations invitations;

    @Inject
    private CurrentAdmin admin;

    @Context
    private HttpServletRequest request;

    /** An admin in the list. */
    public record AdminItem(
            UUID id,
            String email,
            String firstName,
            String lastName,
            String role,
            boolean disabled,
            boolean twoFactorEnabled,
            Instant createdAt,
            Instant lastLoginAt) {

        static AdminItem of(AdminAccount admin) {
            return new AdminItem(
                    admin.id(),
                    admin.email(),
                    admin.firstName(),
                    admin.lastName(),
                    admin.role().wireName(),
                    admin.disabledAt().isPresent(),
                    admin.twoFactorEnabled(),
                    admin.createdAt(),
                    admin.lastLoginAt().orElse(null));
        }
    }

    /** Body of {@code POST /admins}. */
    public record NewAdminBody(String email, String role, String firstName, String lastName) {}

    /** Body of {@code PATCH /admins/{id}}; what is missing stays. */
    public record AdminChangeBody(String role, Boolean disabled) {}

    /** Somebody who is to become an admin. */
    public record InvitedAdmin(UUID id, String email, String role, String status) {}

    @GET
    @NeedsRole(AdminRole.VIEWER)
    @Operation(summary = "Admins, by address")
    public PageOf<AdminItem> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        List<AdminAccount> all = admins.all();
        int start = (int) Math.max(0, Math.min(Cursor.position(cursor).orElse(0), all.size()));
        int end = Math.min(start + Cursor.limit(limit), all.size());
        OptionalLong next = end < all.size() ? OptionalLong.of(end) : OptionalLong.empty();
        return new PageOf<>(all.subList(start, end).stream().map(AdminItem::of).toList(), Cursor.text(next));
    }

    @POST
    @Operation(summary = "Invite somebody to be an admin", description = "The account is made when they accept.")
    public Response invite(NewAdminBody body) {
        AdminRole role = role(FieldErrors.required("role", body.role(), request));
        InvitationOutcome outcome = invitations.invite(
                new Invitations.Wish(
                        body.email(),
                        role.wireName(),
                        Optional.empty(),
                        Optional.ofNullable(body.firstName()),
                        Optional.ofNullable(body.lastName()),
                        Languages.of(request)),
                admin.id(),
                RequestOrigin.of(request));
        if (outcome instanceof InvitationOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (!(outcome instanceof InvitationOutcome.Invited invited)) {
            throw new ProblemException(ProblemCode.CONFLICT, "This address has an admin's account");
        }
        UUID id = invited.invitation().id();
        return Response.created(URI.create("/api/admin/invitations/" + id))
                .entity(new InvitedAdmin(id, invited.invitation().email(), role.wireName(), "invited"))
                .build();
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change an admin's role or standing", description = "409 for the last one of role admin.")
    public AdminItem change(@PathParam("id") UUID id, AdminChangeBody body) {
        AdminChangeOutcome outcome = admins.change(
                id,
                Optional.ofNullable(body.role()).map(this::role),
                Optional.ofNullable(body.disabled()),
                admin.id(),
                RequestOrigin.of(request));
        if (outcome instanceof AdminChangeOutcome.LastAdmin) {
            throw new ProblemException(ProblemCode.CONFLICT, "There must be one enabled admin of role admin");
        }
        if (!(outcome instanceof AdminChangeOutcome.Changed changed)) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        return AdminItem.of(changed.account());
    }

    private AdminRole role(String text) {
        return AdminRole.named(text)
                .orElseThrow(
                        () -> FieldErrors.problem(List.of(FieldError.of("role", Problem.INVALID_CHOICE)), request));
    }
}

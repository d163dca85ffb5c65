package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Invitation;
import dev.gatehouse.auth.InvitationOutcome;
import dev.gatehouse.auth.Invitations;
import dev.gatehouse.auth.Position;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Invitations, to be a user or an admin. */
@Path("/admin/invitations")
@RequestScoped
@NeedsRole(AdminRole.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Administration")
public class InvitationsResource {

    @Inject
    private Invitations invitations;

    @Inject
    private CurrentAdmin admin;

    @Context
    private HttpServletRequest request;

    /** Body of {@code POST /invitations}; {@code role} is user or an admin role. */
    public record InvitationBody(String email, String role, String userType, String locale) {}

    /** An invitation with its token, which is shown once. */
    public record InvitedView(UUID id, String email, String role, String token, Instant expiresAt) {

        static InvitedView of(InvitationOutcome.Invited invited) {
            Invitation invitation = invited.invitation();
            return new InvitedView(
                    invitation.id(), invitation.email(), roleOf(invitation), invited.token(), invitation.expiresAt());
        }

        @Override
        public String toString() {
            return "InvitedView[" + id + "]";
        }
    }

    /** An invitation in the list; {@code status} is open, accepted, revoked or expired. */
    public record InvitationItem(
            UUID id,
            String email,
            String role,
            String userType,
            String status,
            UUID invitedBy,
            Instant createdAt,
            Instant expiresAt) {

        static InvitationItem of(Invitation invitation) {
            return new InvitationItem(
                    invitation.id(),
                    invitation.email(),
                    roleOf(invitation),
                    invitation.userType().orElse(null),
                    invitation.status().name().toLowerCase(Locale.ROOT),
                    invitation.invitedBy(),
                    invitation.createdAt(),
                    invitation.expiresAt());
        }
    }

    @GET
    @NeedsRole(AdminRole.VIEWER)
    @Operation(summary = "Invitations, newest first")
    public PageOf<InvitationItem> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int wanted = Cursor.limit(limit);
        Optional<Position> before = Cursor.place(cursor).map(place -> new Position(place.time(), place.id()));
        List<Invitation> found = invitations.list(before, wanted + 1);
        return Cursor.page(
                found,
                wanted,
                InvitationItem::of,
                invitation -> new Cursor.Place(invitation.createdAt(), invitation.id()));
    }

    @POST
    @Operation(
            summary = "Invite somebody",
            description = "The token is in this answer and in the mail. An older invitation of the address to the same"
                    + " kind of account ends.")
    public Response invite(InvitationBody body) {
        Locale locale = body.locale() == null ? Languages.of(request) : Locale.forLanguageTag(body.locale());
        InvitedView view = sent(invitations.invite(
                new Invitations.Wish(
                        body.email(),
                        body.role(),
                        Optional.ofNullable(body.userType()),
                        Optional.empty(),
                        Optional.empty(),
                        locale),
                admin.id(),
                RequestOrigin.of(request)));
        return Response.created(URI.create("/api/admin/invitations/" + view.id()))
                .header("Cache-Control", "no-store")
                .entity(view)
                .build();
    }

    @POST
    @Path("/{id}/resend")
    @NeedsRole(AdminRole.SUPPORT)
    @Operation(summary = "Send an invitation again", description = "Its token is renewed; the old one is dead.")
    public Response resend(@PathParam("id") UUID id) {
        InvitationOutcome outcome = invitations.resend(id, admin.id(), RequestOrigin.of(request));
        if (outcome instanceof InvitationOutcome.Unknown) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        return Response.accepted().build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke an invitation")
    public void revoke(@PathParam("id") UUID id) {
        if (!invitations.revoke(id, admin.id(), RequestOrigin.of(request))) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }

    private InvitedView sent(InvitationOutcome outcome) {
        if (outcome instanceof InvitationOutcome.Invalid invalid) {
            throw FieldErrors.problem(invalid.errors(), request);
        }
        if (outcome instanceof InvitationOutcome.Invited invited) {
            return InvitedView.of(invited);
        }
        throw new ProblemException(ProblemCode.CONFLICT, "This address has an account of this kind");
    }

    private static String roleOf(Invitation invitation) {
        return invitation.role().map(AdminRole::wireName).orElse("user");
    }
}

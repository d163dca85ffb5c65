package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Users;
import dev.gatehouse.session.SessionDirectory;
import dev.gatehouse.session.SessionDirectory.Entry;
import dev.gatehouse.session.SessionDirectory.Position;
import dev.gatehouse.web.json.Cursor;
import dev.gatehouse.web.json.PageOf;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.NeedsRole;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where people are signed in. */
@Path("/admin/sessions")
@RequestScoped
@NeedsRole(AdminRole.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Administration")
public class AdminSessionsResource {

    @Inject
    private SessionDirectory directory;

    @Inject
    private Users users;

    @Inject
    private CurrentAdmin admin;

    @Context
    private HttpServletRequest request;

    /** A session and whose it is; {@code area} is users or admins. */
    public record SessionOfSomebody(
            UUID id,
            UUID accountId,
            String area,
            String deviceName,
            String ipAddress,
            String userAgent,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt) {

        static SessionOfSomebody of(Entry entry) {
            return new SessionOfSomebody(
                    entry.session().id(),
                    entry.accountId(),
                    entry.audience().name().toLowerCase(Locale.ROOT),
                    entry.session().deviceName().orElse(null),
                    entry.session().ipAddress().orElse(null),
                    entry.session().userAgent().orElse(null),
                    entry.session().createdAt(),
                    entry.session().lastUsedAt(),
                    entry.session().expiresAt());
        }
    }

    @GET
    @Operation(summary = "Live sessions, newest first", description = "Of one account with accountId.")
    public PageOf<SessionOfSomebody> list(
            @QueryParam("accountId") UUID accountId,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        int wanted = Cursor.limit(limit);
        Optional<Position> before = Cursor.place(cursor).map(place -> new Position(place.time(), place.id()));
        List<Entry> found = directory.live(Optional.ofNullable(accountId), before, wanted + 1);
        return Cursor.page(
                found,
                wanted,
                SessionOfSomebody::of,
                entry -> new Cursor.Place(
                        entry.session().createdAt(), entry.session().id()));
    }

    @DELETE
    @Path("/{id}")
    @NeedsRole(AdminRole.SUPPORT)
    @Operation(summary = "End somebody's session")
    public void end(@PathParam("id") UUID id) {
        if (!users.endSession(id, admin.id(), RequestOrigin.of(request))) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }
}

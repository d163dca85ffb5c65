package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Position;
import dev.gatehouse.auth.SignUp;
import dev.gatehouse.auth.UserRecord;
import dev.gatehouse.auth.Users;
import dev.gatehouse.web.json.Cursor;
import dev.gatehouse.web.json.PageOf;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.NeedsRole;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Users, as every admin sees them, and what support does for them. */
@Path("/admin/users")
@RequestScoped
@NeedsRole(AdminRole.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Administration")
public class UsersResource {

    private static final int LONGEST_QUERY = 254;

    @Inject
    private Users users;

    @Inject
    private SignUp signUp;

    @Inject
    private CurrentAdmin admin;

    @Context
    private HttpServletRequest request;

    /** How many sessions were ended. */
    public record EndedView(int revoked) {}

    @GET
    @Operation(
            summary = "Users, newest first",
            description = "query: a part of address or name, or an id. status: active, disabled or unverified.")
    public PageOf<UserItem> search(
            @QueryParam("query") String query,
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        int wanted = Cursor.limit(limit);
        Optional<Position> before = Cursor.place(cursor).map(place -> new Position(place.time(), place.id()));
        List<UserRecord> found = users.search(query(query), status(status), before, wanted + 1);
        return Cursor.page(
                found,
                wanted,
                UserItem::of,
                user -> new Cursor.Place(
                        user.account().createdAt(), user.account().id()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One user", description = "Leaves admin.user_viewed in the trail.")
    public UserItem view(@PathParam("id") UUID id) {
        return users.view(id, admin.id(), RequestOrigin.of(request))
                .map(UserItem::of)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    @POST
    @Path("/{id}/revoke-sessions")
    @NeedsRole(AdminRole.SUPPORT)
    @Operation(summary = "End all sessions of a user")
    public EndedView endSessions(@PathParam("id") UUID id) {
        return users.endSessions(id, admin.id(), RequestOrigin.of(request))
                .map(EndedView::new)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    @POST
    @Path("/{id}/resend-verification")
    @NeedsRole(AdminRole.SUPPORT)
    @Operation(summary = "Send a user a new link to prove the address", description = "409 if it is proven.")
    public Response resendVerification(@PathParam("id") UUID id) {
        if (!signUp.resendVerification(id, admin.id(), RequestOrigin.of(request))) {
            boolean known =
                    users.view(id, admin.id(), RequestOrigin.of(request)).isPresent();
            throw known
                    ? new ProblemException(ProblemCode.CONFLICT, "The address is proven")
                    : new ProblemException(ProblemCode.NOT_FOUND);
        }
        return Response.accepted().build();
    }

    private static Optional<String> query(String text) {
        if (text != null && text.length() > LONGEST_QUERY) {
            throw invalid("query", "is too long");
        }
        return Optional.ofNullable(text).map(String::strip).filter(query -> !query.isEmpty());
    }

    private static Optional<Users.Status> status(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Users.Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid("status", "must be active, disabled or unverified")));
    }

    private static ProblemException invalid(String field, String message) {
        return new ProblemException(
                Problem.invalid(ProblemCode.VALIDATION_FAILED, List.of(new InvalidField(field, message))));
    }
}

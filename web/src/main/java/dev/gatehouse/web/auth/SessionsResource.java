package dev.gatehouse.web.auth;

import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.SessionView;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.json.MissingBody;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's sessions: see them, end them. */
@Path("/auth")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Sessions")
public class SessionsResource {

    @Inject
    private Sessions sessions;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private BrowserSession browserSession;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    /** A session in the list. */
    public record SessionItem(
            UUID id,
            String deviceName,
            String ipAddress,
            String userAgent,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean isCurrent) {

        public static SessionItem of(SessionView session, UUID current) {
            return new SessionItem(
                    session.id(),
                    session.deviceName().orElse(null),
                    session.ipAddress().orElse(null),
                    session.userAgent().orElse(null),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt(),
                    session.id().equals(current));
        }
    }

    /** All of them. */
    public record SessionList(List<SessionItem> sessions) {}

    /** Body of {@code POST /logout-all}. */
    public record LogoutAllBody(Boolean exceptCurrent) {}

    /** How many sessions were ended. */
    public record RevokedView(int revoked) {}

    @GET
    @Path("/sessions")
    @Operation(summary = "My sessions")
    public SessionList list() {
        Caller caller = currentCaller.get();
        return new SessionList(sessions.of(caller.accountId()).stream()
                .map(session -> SessionItem.of(session, caller.sessionId()))
                .toList());
    }

    @DELETE
    @Path("/sessions/{id}")
    @Operation(summary = "End one of my sessions")
    public void revoke(@PathParam("id") UUID id) {
        if (!sessions.revoke(currentCaller.get().accountId(), id, RequestOrigin.of(request))) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
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
    @Path("/logout-all")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "End all my sessions, or all others")
    public RevokedView logOutAll(@MissingBody.Optional LogoutAllBody body) {
        Caller caller = currentCaller.get();
        boolean sparing = body != null && Boolean.TRUE.equals(body.exceptCurrent());
        int revoked = sessions.revokeAll(
                caller.accountId(),
                sparing ? Optional.of(caller.sessionId()) : Optional.empty(),
                RevocationReason.LOGGED_OUT,
                RequestOrigin.of(request));
        if (!sparing) {
            browserSession.end(response);
        }
        return new RevokedView(revoked);
    }
}

package dev.gatehouse.web.files;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.NeedsRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Users' pictures, for admins: to see them, and to bring those of another system. */
@Path("/admin/users/{id}/picture")
@RequestScoped
@NeedsRole(AdminRole.VIEWER)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Administration")
public class UsersPictureResource {

    @Inject
    private BroughtPicture brought;

    @Inject
    private ShownPicture shownPicture;

    @Inject
    private Accounts accounts;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse servletResponse;

    @PathParam("id")
    private UUID id;

    @PUT
    @NeedsRole(AdminRole.ADMIN)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Bring a user's picture",
            description = "By the rules of PUT /api/account/picture. receivedSha256 is the hash of the bytes that have"
                    + " arrived, sha256 that of the picture as it is kept and shown. The same again changes nothing"
                    + " (changed is false). 409 conflict if the user has another picture, unless replace is true.")
    public BroughtPicture.View put(@QueryParam("replace") boolean replace, InputStream body) throws IOException {
        return brought.to(id, replace, SentFile.perhapsNameless(request, body), request);
    }

    @GET
    @Operation(
            summary = "A user's picture",
            description = "Takes If-None-Match. Where there is none, or it cannot be had now: the initials as SVG.")
    public Response read(@HeaderParam("If-None-Match") String ifNoneMatch) {
        return accounts.find(id)
                .map(account -> shownPicture.of(account, ifNoneMatch, servletResponse))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }
}

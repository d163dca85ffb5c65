package dev.gatehouse.web.files;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Other people's pictures, for everybody who is signed in. */
@Path("/users/{id}/picture")
@RequestScoped
@SecurityRequirement(name = "bearer")
@Tag(ref = "Account")
public class PeoplesPicturesResource {

    @Inject
    private Accounts accounts;

    @Inject
    private ShownPicture shownPicture;

    @Context
    private HttpServletResponse servletResponse;

    @GET
    @Operation(
            summary = "Somebody's picture",
            description = "Takes If-None-Match. Where there is none, or it cannot be had now: the initials as SVG.")
    public Response read(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return accounts.find(id)
                .map(account -> shownPicture.of(account, ifNoneMatch, servletResponse))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }
}

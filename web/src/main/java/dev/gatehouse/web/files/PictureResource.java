package dev.gatehouse.web.files;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.storage.PictureOutcome;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own picture. */
@Path("/account/picture")
@RequestScoped
@SecurityRequirement(name = "bearer")
@Tag(ref = "Account")
public class PictureResource {

    @Inject
    private Pictures pictures;

    @Inject
    private PictureChange change;

    @Inject
    private ShownPicture shownPicture;

    @Inject
    private Accounts accounts;

    @Inject
    private CurrentCaller currentCaller;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse servletResponse;

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Change my picture",
            description =
                    "PNG, JPEG, GIF (its first frame) or WebP, up to 5 MiB and 40 million pixels (progressive JPEG:"
                            + " 24, lossless WebP: 4, lossy WebP with transparency: 1), as the body or as the field file of"
                            + " multipart/form-data. It is kept at most 400×400 pixels large and without metadata. 413"
                            + " file_too_large for more bytes or pixels, 415 file_type_rejected for anything else.")
    public void put(InputStream body) throws IOException {
        UUID account = currentCaller.get().accountId();
        PictureOutcome outcome = change.of(account, SentFile.perhapsNameless(request, body), request);
        if (!(outcome instanceof PictureOutcome.Changed)) {
            throw new ProblemException(PictureAnswers.problem(outcome));
        }
    }

    @GET
    @Operation(
            summary = "My picture",
            description = "Takes If-None-Match. Where there is none, or it cannot be had now: the initials as SVG.")
    public Response read(@HeaderParam("If-None-Match") String ifNoneMatch) {
        return accounts.find(currentCaller.get().accountId())
                .map(account -> shownPicture.of(account, ifNoneMatch, servletResponse))
                .orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHENTICATED));
    }

    @DELETE
    @Operation(summary = "Remove my picture", description = "204 also where there was none.")
    public void delete() {
        pictures.remove(currentCaller.get().accountId(), RequestOrigin.of(request));
    }
}

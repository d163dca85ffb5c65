package dev.gatehouse.web.export;

import dev.gatehouse.auth.AccountExport;
import dev.gatehouse.auth.AccountExport.Exported;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.files.Transfer;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own data, to take along. */
@Path("/account/export")
@RequestScoped
@Produces(ExportResource.ZIP)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Account")
public class ExportResource {

    static final String ZIP = "application/zip";

    private static final String POLICY = "sandbox; default-src 'none'";

    @Inject
    private AccountExport accountExport;

    @Inject
    private ExportParts parts;

    @Inject
    private Sessions sessions;

    @Inject
    private Transfer transfer;

    @Inject
    private CurrentCaller currentCaller;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse servletResponse;

    @GET
    @Operation(
            summary = "Everything that is kept of me, as a zip",
            description = "The files below files/, the picture, and account.json: profile, sessions, connections,"
                    + " consents and activity. Needs a sign-in or re-authentication younger than 5 minutes. A file that"
                    + " cannot be read now has an entry that ends in .missing.txt in its place, and complete is false in"
                    + " account.json, which comes last; if a file breaks off on its way, so does the zip.")
    public Response export() {
        Caller caller = fresh();
        transfer.begin(caller.accountId());
        Exported exported = accountExport
                .export(caller.accountId(), caller.sessionId(), RequestOrigin.of(request))
                .orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHENTICATED));
        AccountZip zip = new AccountZip(parts, caller, exported, RequestOrigin.of(request));
        return headers(Response.ok((StreamingOutput) zip::writeTo));
    }

    /** Asks whether there would be one, and takes none. */
    @HEAD
    @Operation(summary = "The headers of my export alone")
    public Response head() {
        fresh();
        return headers(Response.ok());
    }

    private Caller fresh() {
        Caller caller = currentCaller.get();
        if (!sessions.fresh(caller.sessionId())) {
            throw new ProblemException(ProblemCode.FRESH_LOGIN_REQUIRED);
        }
        return caller;
    }

    private Response headers(Response.ResponseBuilder response) {
        servletResponse.setCharacterEncoding(null);
        return response.type(ZIP)
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"account.zip\"")
                .header("Content-Security-Policy", POLICY)
                .build();
    }
}

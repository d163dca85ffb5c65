package dev.gatehouse.web.files;

import dev.gatehouse.storage.CreationOutcome;
import dev.gatehouse.storage.ExpectedLength;
import dev.gatehouse.storage.PieceOutcome;
import dev.gatehouse.storage.ResumableUpload;
import dev.gatehouse.storage.ResumableUploads;
import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.UploadPiece;
import dev.gatehouse.storage.UploadRequest;
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
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Uploads that survive broken connections, by tus 1.0.0. */
@Tus
@Path("/uploads")
@RequestScoped
@SecurityRequirement(name = "bearer")
@Tag(ref = "Files")
public class UploadsResource {

    private static final String PIECE = "application/offset+octet-stream";

    @Inject
    private ResumableUploads uploads;

    @Inject
    private Transfer transfer;

    @Inject
    private StorageSettings settings;

    @Inject
    private CurrentCaller currentCaller;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse servletResponse;

    @OPTIONS
    @Operation(summary = "What this server can do of tus")
    public Response describe() {
        return Response.noContent()
                .header("Tus-Version", Tus.VERSION)
                .header("Tus-Extension", Tus.EXTENSIONS)
                .header("Tus-Max-Size", settings.maxFileBytes())
                .header("Tus-Checksum-Algorithm", UploadHeaders.algorithms())
                .build();
    }

    @OPTIONS
    @Path("/{id}")
    @Operation(hidden = true)
    public Response describeOne() {
        return describe();
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Begin a resumable upload (tus 1.0.0, creation)",
            description = "Upload-Length is needed; Upload-Metadata names the file as filename and, if known, its type"
                    + " as filetype, both base64. Location is where the bytes go. Room is reserved until the upload"
                    + " ends: 413 file_too_large or quota_exceeded. An empty file is there at once: Gatehouse-File.")
    public Response create(
            @HeaderParam(UploadHeaders.LENGTH) String length, @HeaderParam(UploadHeaders.METADATA) String metadata) {
        demandPlainCreation();
        long bytes = UploadHeaders.count(UploadHeaders.LENGTH, length);
        UploadMetadata told = UploadMetadata.parse(metadata);
        CreationOutcome outcome = uploads.create(
                new UploadRequest(
                        currentCaller.get().accountId(),
                        told.name(),
                        told.type(),
                        ExpectedLength.exactly(bytes),
                        RequestOrigin.of(request)),
                told.header());
        if (outcome instanceof CreationOutcome.Created created) {
            // Past JAX-RS, which would put the scheme in front that the last proxy spoke.
            servletResponse.setHeader(
                    "Location", "/api/uploads/" + created.upload().id());
            return UploadHeaders.tell(Response.status(Response.Status.CREATED), created.upload())
                    .build();
        }
        throw new ProblemException(UploadAnswers.problem(((CreationOutcome.Refused) outcome).why()));
    }

    @HEAD
    @Path("/{id}")
    @Operation(
            summary = "How far an upload has come",
            description = "Upload-Offset is where to go on. It equals Upload-Length only once the file is there, whose"
                    + " id is then in Gatehouse-File.")
    public Response find(@PathParam("id") UUID id) {
        ResumableUpload upload = uploads.find(currentCaller.get().accountId(), id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        return UploadHeaders.tell(Response.ok(), upload)
                .header(UploadHeaders.LENGTH, upload.length())
                .header(UploadHeaders.METADATA, upload.metadata())
                .build();
    }

    @PATCH
    @Path("/{id}")
    @Consumes(PIECE)
    @Operation(
            summary = "Send more of an upload",
            description = "204 with the new Upload-Offset. What came before a broken connection is kept. 409 conflict:"
                    + " another offset (ask by HEAD), or another request is writing. 460 checksum_mismatch: the bytes"
                    + " are not those of Upload-Checksum (md5, sha1, sha256, sha512), and none is kept. The request"
                    + " that brings the last byte makes the file, by the checks of POST /api/files and with their"
                    + " answers; its id is in Gatehouse-File. A file that is refused ends the upload.")
    public Response append(
            @PathParam("id") UUID id,
            @HeaderParam(UploadHeaders.OFFSET) String offset,
            @HeaderParam(UploadHeaders.CHECKSUM) String checksum,
            InputStream body) {
        UUID account = currentCaller.get().accountId();
        UploadPiece piece = new UploadPiece(
                account,
                id,
                UploadHeaders.count(UploadHeaders.OFFSET, offset),
                UploadHeaders.checksum(checksum),
                RequestOrigin.of(request));
        transfer.begin(account);
        PieceOutcome outcome = uploads.append(piece, new PacedBody(body));
        return UploadHeaders.tell(Response.noContent(), UploadAnswers.appended(outcome))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Give an upload up (tus 1.0.0, termination)",
            description = "What has come is deleted and the room given back. A file that it has become stays.")
    public Response end(@PathParam("id") UUID id) {
        if (!uploads.end(currentCaller.get().accountId(), id)) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        return Response.noContent().build();
    }

    /** What would mean something in extensions that are not spoken here must not be taken for something else. */
    private void demandPlainCreation() {
        boolean extended =
                request.getHeader("Upload-Defer-Length") != null || request.getHeader("Upload-Concat") != null;
        if (extended || request.getContentLengthLong() > 0) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "Only the extensions of Tus-Extension are spoken: " + Tus.EXTENSIONS);
        }
    }
}

package dev.gatehouse.web.files;

import dev.gatehouse.storage.ByteRange;
import dev.gatehouse.storage.Download;
import dev.gatehouse.storage.Files;
import dev.gatehouse.storage.OpenOutcome;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemAnswer;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A file's bytes, as something to save: never as something that a browser would run or show as a page of ours. */
@Path("/files/{id}/content")
@RequestScoped
@SecurityRequirement(name = "bearer")
@Tag(ref = "Files")
public class FileContentResource {

    private static final String POLICY = "sandbox; default-src 'none'";
    private static final long RETRY_SECONDS = 10;

    @Inject
    private Files files;

    @Inject
    private Transfer transfer;

    @Inject
    private CurrentCaller currentCaller;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse servletResponse;

    @PathParam("id")
    private UUID id;

    @HeaderParam("If-None-Match")
    private String ifNoneMatch;

    @HeaderParam("If-Range")
    private String ifRange;

    @HeaderParam("Range")
    private String range;

    @GET
    @Operation(
            summary = "A file's content",
            description = "Takes Range (one range), If-Range and If-None-Match; the ETag is the content's SHA-256.")
    public Response read() {
        StoredFile file = found();
        if (matches(file)) {
            return headers(Response.notModified(), file).build();
        }
        Optional<ByteRange> wanted;
        try {
            wanted = wanted(file);
        } catch (RequestedRange.Unsatisfiable e) {
            return unsatisfiable(file);
        }
        transfer.begin(file.accountId());
        return answer(content(wanted), wanted);
    }

    @HEAD
    @Operation(summary = "A file's headers alone")
    public Response head() {
        StoredFile file = found();
        return matches(file)
                ? headers(Response.notModified(), file).build()
                : headers(Response.ok(), file)
                        .header("Content-Length", file.size())
                        .build();
    }

    private StoredFile found() {
        return files.find(currentCaller.get().accountId(), id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private OpenOutcome.Content content(Optional<ByteRange> wanted) {
        OpenOutcome outcome = files.open(currentCaller.get().accountId(), id, wanted, RequestOrigin.of(request));
        if (outcome instanceof OpenOutcome.Content content) {
            return content;
        } else if (outcome instanceof OpenOutcome.NotFound) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        } else if (outcome instanceof OpenOutcome.Damaged) {
            throw new ProblemException(
                    ProblemCode.INTERNAL_ERROR, "The stored file is damaged; its operator has been told");
        }
        throw new ProblemException(Problem.unavailable(RETRY_SECONDS));
    }

    private Response answer(OpenOutcome.Content content, Optional<ByteRange> wanted) {
        StoredFile file = content.file();
        Download download = content.download();
        transfer.reading(download);
        StreamingOutput body = out -> download.writeTo(new PacedAnswer(out));
        Response.ResponseBuilder response =
                headers(Response.ok(body), file).header("Content-Length", download.length());
        wanted.ifPresent(part -> response.status(Response.Status.PARTIAL_CONTENT)
                .header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + file.size()));
        return response.build();
    }

    private Response unsatisfiable(StoredFile file) {
        Response answer = ProblemAnswer.response(Problem.of(ProblemCode.RANGE_NOT_SATISFIABLE), request);
        return Response.fromResponse(answer)
                .header("Content-Range", "bytes */" + file.size())
                .build();
    }

    /** A part of something else than the client has would fit nowhere (RFC 9110 section 13.1.5). */
    private Optional<ByteRange> wanted(StoredFile file) throws RequestedRange.Unsatisfiable {
        boolean sameFile = ifRange == null || ifRange.strip().equals(tag(file));
        return sameFile ? RequestedRange.of(range, file.size()) : Optional.empty();
    }

    private boolean matches(StoredFile file) {
        return EntityTags.match(ifNoneMatch, tag(file));
    }

    /** The container would add its own encoding to every type, a picture's too; nobody knows that of a text. */
    private Response.ResponseBuilder headers(Response.ResponseBuilder response, StoredFile file) {
        servletResponse.setCharacterEncoding(null);
        return response.type(file.contentType())
                .header("ETag", tag(file))
                .header("Accept-Ranges", "bytes")
                .header("Content-Disposition", Disposition.attachment(file.name()))
                .header("Content-Security-Policy", POLICY);
    }

    private static String tag(StoredFile file) {
        return '"' + file.sha256() + '"';
    }
}

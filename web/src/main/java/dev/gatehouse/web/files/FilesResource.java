package dev.gatehouse.web.files;

import dev.gatehouse.storage.Files;
import dev.gatehouse.storage.Position;
import dev.gatehouse.storage.StorageUsage;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.web.json.Cursor;
import dev.gatehouse.web.json.PageOf;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's files, and the room for them. */
@Path("/files")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Files")
public class FilesResource {

    @Inject
    private Files files;

    @Inject
    private Transfer transfer;

    @Inject
    private StorageUsage storageUsage;

    @Inject
    private CurrentCaller currentCaller;

    @Context
    private HttpServletRequest request;

    /** How much of the room is taken. */
    public record UsageView(long usedBytes, long quotaBytes, long fileCount, long maxFileBytes) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Upload a file",
            description =
                    "Either multipart/form-data with one file in the field named file, or the content itself as the"
                            + " body, with its Content-Type and Content-Disposition: attachment; filename*=UTF-8''name."
                            + " The content decides the type: 415 file_type_rejected if it is none that is taken, or not what"
                            + " type or extension say. 413 file_too_large or quota_exceeded.")
    public Response upload(InputStream body) {
        UUID account = currentCaller.get().accountId();
        transfer.begin(account);
        SentFile sent = sent(body);
        StoredFile stored = UploadAnswers.stored(files.upload(
                new UploadRequest(account, sent.name(), sent.declaredType(), sent.length(), RequestOrigin.of(request)),
                sent.content()));
        return Response.created(URI.create("/api/files/" + stored.id()))
                .entity(FileView.of(stored))
                .build();
    }

    private SentFile sent(InputStream body) {
        try {
            return SentFile.in(request, body);
        } catch (IOException e) {
            throw new ProblemException(UploadAnswers.BROKEN_OFF);
        }
    }

    @GET
    @Operation(summary = "My files, newest first")
    public PageOf<FileView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int wanted = Cursor.limit(limit);
        Optional<Position> after = Cursor.place(cursor).map(place -> new Position(place.time(), place.id()));
        List<StoredFile> found = files.list(currentCaller.get().accountId(), after, wanted + 1);
        return Cursor.page(found, wanted, FileView::of, file -> new Cursor.Place(file.createdAt(), file.id()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One of my files, without its content")
    public FileView read(@PathParam("id") UUID id) {
        return files.find(currentCaller.get().accountId(), id)
                .map(FileView::of)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a file")
    public void delete(@PathParam("id") UUID id) {
        if (!files.delete(currentCaller.get().accountId(), id, RequestOrigin.of(request))) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }

    @GET
    @Path("/usage")
    @Operation(summary = "My room for files")
    public UsageView usage() {
        StorageUsage.Usage usage = storageUsage.of(currentCaller.get().accountId());
        return new UsageView(usage.usedBytes(), usage.quotaBytes(), usage.fileCount(), usage.maxFileBytes());
    }
}

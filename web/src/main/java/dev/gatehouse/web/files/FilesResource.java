package dev.gatehouse.web.files;

import dev.gatehouse.storage.StorageUsage;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's room for files. */
@Path("/files")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Files")
public class FilesResource {

    @Inject
    private StorageUsage storageUsage;

    @Inject
    private CurrentCaller currentCaller;

    /** How much of the room is taken. */
    public record UsageView(long usedBytes, long quotaBytes, long fileCount, long maxFileBytes) {}

    @GET
    @Path("/usage")
    @Operation(summary = "My room for files")
    public UsageView usage() {
        StorageUsage.Usage usage = storageUsage.of(currentCaller.get().accountId());
        return new UsageView(usage.usedBytes(), usage.quotaBytes(), usage.fileCount(), usage.maxFileBytes());
    }
}

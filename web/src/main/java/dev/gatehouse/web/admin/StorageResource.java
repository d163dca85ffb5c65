package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.storage.BackendMigrations;
import dev.gatehouse.storage.BackendMigrations.Migration;
import dev.gatehouse.storage.BackendMigrations.Outcome;
import dev.gatehouse.storage.StorageBackends;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.NeedsRole;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where files lie, and moving them elsewhere. */
@Path("/admin/storage")
@RequestScoped
@NeedsRole(AdminRole.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Administration")
public class StorageResource {

    private static final int SHOWN_MIGRATIONS = 20;

    @Inject
    private StorageBackends backends;

    @Inject
    private BackendMigrations migrations;

    @Inject
    private CurrentAdmin admin;

    @Context
    private HttpServletRequest request;

    /** Answer of {@code GET /admin/storage}. */
    public record StorageView(List<BackendItem> backends, List<MigrationView> migrations) {}

    /** A backend; {@code freeBytes} is null where it tells nothing. */
    public record BackendItem(
            String name, String state, String fault, Long freeBytes, long files, long bytes, long awaitingReturn) {

        static BackendItem of(StorageBackends.State state) {
            return new BackendItem(
                    state.name(),
                    state.condition().name().toLowerCase(Locale.ROOT),
                    state.fault().orElse(null),
                    state.freeBytes().orElse(null),
                    state.files(),
                    state.bytes(),
                    state.awaitingReturn());
        }
    }

    /** A migration and its progress. */
    public record MigrationView(
            UUID id,
            String from,
            String to,
            String state,
            long total,
            long done,
            long bytes,
            long failed,
            UUID requestedBy,
            Instant createdAt,
            Instant finishedAt) {

        static MigrationView of(Migration migration) {
            return new MigrationView(
                    migration.id(),
                    migration.from(),
                    migration.to(),
                    migration.finishedAt().isPresent() ? "finished" : "running",
                    migration.total(),
                    migration.done(),
                    migration.bytes(),
                    migration.failed(),
                    migration.requestedBy(),
                    migration.createdAt(),
                    migration.finishedAt().orElse(null));
        }
    }

    /** Answer of {@code POST /admin/storage/test}. */
    public record TestView(List<TestItem> results) {}

    /** How one backend did. */
    public record TestItem(String name, boolean ok, String fault, long millis) {

        static TestItem of(StorageBackends.Test test) {
            return new TestItem(
                    test.name(), test.fault().isEmpty(), test.fault().orElse(null), test.millis());
        }
    }

    /** Body of {@code POST /admin/storage/migrations}. */
    public record MigrationBody(String from, String to) {}

    @GET
    @NeedsRole(AdminRole.VIEWER)
    @Operation(
            summary = "Backends and migrations",
            description = "In the order in which new files try them, as far as their last answers told this node.")
    public StorageView show() {
        return new StorageView(
                backends.states().stream().map(BackendItem::of).toList(),
                migrations.newest(SHOWN_MIGRATIONS).stream()
                        .map(MigrationView::of)
                        .toList());
    }

    @POST
    @Path("/test")
    @Operation(summary = "Try every backend", description = "Writes, reads and deletes a small object on each.")
    public TestView test() {
        return new TestView(backends.test().stream().map(TestItem::of).toList());
    }

    @POST
    @Path("/migrations")
    @Operation(
            summary = "Move all files from one backend to another",
            description = "Goes on by itself, also after a restart. 409 while another one runs.")
    public Response migrate(MigrationBody body) {
        String from = FieldErrors.required("from", body.from(), request);
        String to = FieldErrors.required("to", body.to(), request);
        Outcome outcome = migrations.request(from, to, admin.id(), RequestOrigin.of(request));
        if (outcome instanceof Outcome.AlreadyRunning) {
            throw new ProblemException(ProblemCode.CONFLICT, "A migration is running");
        }
        if (!(outcome instanceof Outcome.Started started)) {
            boolean target = !(outcome instanceof Outcome.UnknownBackend unknown) || unknown.isTarget();
            throw FieldErrors.problem(List.of(FieldError.of(target ? "to" : "from", Problem.INVALID_CHOICE)), request);
        }
        MigrationView view = MigrationView.of(started.migration());
        return Response.created(URI.create("/api/admin/storage/migrations/" + view.id()))
                .entity(view)
                .build();
    }

    @GET
    @Path("/migrations/{id}")
    @NeedsRole(AdminRole.VIEWER)
    @Operation(summary = "A migration and how far it is")
    public MigrationView migration(@PathParam("id") UUID id) {
        return migrations
                .find(id)
                .map(MigrationView::of)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }
}

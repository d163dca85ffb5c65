package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.storage.BackendMigrations;
import dev.gatehouse.storage.BackendMigrations.Migration;
import dev.gatehouse.storage.BackendMigrations.Outcome;
import dev.gatehouse.storage.StorageBackends;
import dev.gatehouse.storage.StorageBackends.Condition;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.ShownBytes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Where files lie, and the ways to try the backends and to move files between them. */
@Named
@RequestScoped
public class StoragePage {

    private static final int SHOWN_MIGRATIONS = 5;
    private static final String HERE = "/admin/storage";

    @Inject
    private StorageBackends backends;

    @Inject
    private BackendMigrations migrations;

    @Inject
    private CurrentAdmin admin;

    @Inject
    private PageText text;

    @Inject
    private FormErrors errors;

    @Inject
    private HttpServletRequest request;

    private List<Row> rows;
    private List<Progress> progress;
    private String from;
    private String to;

    /** A backend in words. */
    public record Row(
            String name,
            String state,
            boolean good,
            String fault,
            String free,
            String files,
            String bytes,
            String away) {}

    /** A migration in words, and in numbers for its bar. */
    public record Progress(
            UUID id, String between, boolean running, long total, long done, String counted, Instant startedAt) {}

    public List<Row> getRows() {
        if (rows == null) {
            rows = backends.states().stream().map(this::row).toList();
        }
        return rows;
    }

    public List<Progress> getMigrations() {
        if (progress == null) {
            progress = migrations.newest(SHOWN_MIGRATIONS).stream()
                    .map(this::progress)
                    .toList();
        }
        return progress;
    }

    /** Whether there is anything to wait for. */
    public boolean isMoving() {
        return getMigrations().stream().anyMatch(Progress::running);
    }

    /** The backends that a migration can begin or end at. */
    public List<String> getNames() {
        return backends.states().stream()
                .filter(state -> state.condition() != Condition.NOT_CONFIGURED)
                .map(StorageBackends.State::name)
                .toList();
    }

    public boolean isMayChange() {
        return admin.get().role().includes(AdminRole.ADMIN);
    }

    public void test() {
        demandRole();
        boolean fine = backends.test().stream().allMatch(test -> test.fault().isEmpty());
        WayOn.to(HERE, fine ? Notice.STORAGE_WORKS : Notice.STORAGE_FAILED);
    }

    public void migrate() {
        demandRole();
        Outcome outcome = migrations.request(from, to, admin.id(), RequestOrigin.of(request));
        if (outcome instanceof Outcome.Started) {
            WayOn.to(HERE, Notice.MIGRATION_STARTED);
        } else if (outcome instanceof Outcome.AlreadyRunning) {
            errors.reportForm("storage.already_running");
        } else if (outcome instanceof Outcome.SameBackend) {
            errors.reportField("to", text.of("storage.same"));
        } else {
            errors.reportField("to", text.of("field.invalid_choice"));
        }
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    /** What is asked for first is what could be. */
    public String getTo() {
        return to == null && getNames().size() > 1 ? getNames().get(1) : to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    /** The buttons are not shown to others; but what is not shown can still be sent. */
    private void demandRole() {
        if (!isMayChange()) {
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
    }

    private Row row(StorageBackends.State state) {
        return new Row(
                state.name(),
                text.of("storage.state." + state.condition().name().toLowerCase(Locale.ROOT)),
                state.condition() == Condition.UP,
                state.fault().orElse(null),
                state.freeBytes().map(this::bytes).orElseGet(() -> text.of("storage.free_unknown")),
                number(state.files()),
                bytes(state.bytes()),
                state.awaitingReturn() == 0 ? null : text.of("storage.awaiting", number(state.awaitingReturn())));
    }

    private Progress progress(Migration migration) {
        long seen = migration.done() + migration.failed();
        String counted = text.of("storage.counted", number(seen), number(Math.max(migration.total(), seen)));
        String failed = migration.failed() == 0 ? "" : " " + text.of("storage.failed", number(migration.failed()));
        return new Progress(
                migration.id(),
                text.of("storage.between", migration.from(), migration.to()),
                migration.finishedAt().isEmpty(),
                Math.max(Math.max(migration.total(), seen), 1),
                migration.finishedAt().isPresent() && migration.total() == 0 ? 1 : seen,
                counted + failed,
                migration.createdAt());
    }

    private String bytes(long bytes) {
        return ShownBytes.of(bytes, text.getLocale());
    }

    private String number(long value) {
        return NumberFormat.getIntegerInstance(text.getLocale()).format(value);
    }
}

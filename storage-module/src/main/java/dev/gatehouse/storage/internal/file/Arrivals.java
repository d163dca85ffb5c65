package dev.gatehouse.storage.internal.file;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.UploadOutcome;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.internal.move.Fallbacks;
import dev.gatehouse.storage.internal.quota.Room;
import dev.gatehouse.storage.internal.upload.Intake;
import dev.gatehouse.storage.internal.upload.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** What holds for every new file, whichever way it came: its name, what it may be, its row and its events. */
@ApplicationScoped
public class Arrivals {

    private final FileRows rows;
    private final Fallbacks fallbacks;
    private final AuditTrail trail;
    private final StorageSettings settings;
    private final Clock clock;

    @Inject
    Arrivals(FileRows rows, Fallbacks fallbacks, AuditTrail trail, StorageSettings settings, Clock clock) {
        this.rows = rows;
        this.fallbacks = fallbacks;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    /** The name as it is kept; nothing if no file can be called so. */
    public Optional<String> name(String sent) {
        return FileName.of(sent);
    }

    /** Why it need not even begin, as far as its length tells. */
    public Optional<UploadOutcome> refusal(UploadRequest request) {
        return request.length().least() > settings.maxFileBytes()
                ? Optional.of(new UploadOutcome.TooLarge(settings.maxFileBytes()))
                : Optional.empty();
    }

    public Intake.Claim claim(UploadRequest request, String name) {
        return new Intake.Claim(
                name, request.declaredType(), request.length(), settings.types(), settings.maxFileBytes());
    }

    /**
     * Makes the object a file, in the caller's transaction.
     *
     * @return nothing if the room was no longer promised; then nothing was written
     */
    public Optional<StoredFile> settle(UploadRequest request, String name, Room room, Taken.Kept kept) {
        StoredFile file = new StoredFile(
                UUID.randomUUID(),
                request.accountId(),
                name,
                kept.type().mediaType(),
                kept.size(),
                kept.sha256(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!rows.settle(room, file, kept)) {
            return Optional.empty();
        }
        trail.record(uploaded(request, file, kept));
        fallbacks.note(file.id(), file.accountId(), kept.backend(), request.origin());
        return Optional.of(file);
    }

    /** Records, in the caller's transaction, that content was refused for what it is. */
    public void recordRefusal(UploadRequest request, String name, Taken taken) {
        if (taken instanceof Taken.Rejected rejected) {
            trail.record(refused(request, name, rejected));
        }
    }

    /** How the end of something that was not kept is told. */
    public static UploadOutcome outcome(Taken taken) {
        if (taken instanceof Taken.TooLarge tooLarge) {
            return new UploadOutcome.TooLarge(tooLarge.maxBytes());
        } else if (taken instanceof Taken.NoRoom) {
            return new UploadOutcome.QuotaExceeded();
        } else if (taken instanceof Taken.Rejected rejected) {
            return new UploadOutcome.TypeRejected(rejected.reason());
        } else if (taken instanceof Taken.BrokenOff) {
            return new UploadOutcome.BrokenOff();
        }
        return new UploadOutcome.Unavailable();
    }

    private static AuditEvent uploaded(UploadRequest request, StoredFile file, Taken.Kept kept) {
        return AuditEvent.success(EventType.FILE_UPLOADED, Actor.user(request.accountId()), request.origin())
                .with("fileId", file.id())
                .with("size", file.size())
                .with("contentType", file.contentType())
                .with("sha256", file.sha256())
                .with("backend", kept.backend());
    }

    /** The name may tell more about its owner than the trail may keep; what the content is called may not. */
    private static AuditEvent refused(UploadRequest request, String name, Taken.Rejected rejected) {
        int dot = name.lastIndexOf('.');
        return AuditEvent.denied(EventType.FILE_REFUSED, Actor.user(request.accountId()), request.origin())
                .because(rejected.reason())
                .with("detectedType", rejected.sniffed())
                .with("declaredType", request.declaredType().orElse(""))
                .with("extension", dot < 0 || name.length() - dot > 11 ? "" : name.substring(dot + 1));
    }
}

package dev.gatehouse.storage.internal.file;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.UploadOutcome;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.move.Fallbacks;
import dev.gatehouse.storage.internal.quota.Reservations;
import dev.gatehouse.storage.internal.quota.Room;
import dev.gatehouse.storage.internal.upload.Intake;
import dev.gatehouse.storage.internal.upload.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** The way of a new file: a promise of room, the bytes, and then row, totals and event in one commit. */
@ApplicationScoped
class Uploads {

    private final Reservations reservations;
    private final Intake intake;
    private final FileRows rows;
    private final Fallbacks fallbacks;
    private final Transactions transactions;
    private final AuditTrail trail;
    private final StorageSettings settings;
    private final Clock clock;

    @Inject
    Uploads(
            Reservations reservations,
            Intake intake,
            FileRows rows,
            Fallbacks fallbacks,
            Transactions transactions,
            AuditTrail trail,
            StorageSettings settings,
            Clock clock) {
        this.reservations = reservations;
        this.intake = intake;
        this.rows = rows;
        this.fallbacks = fallbacks;
        this.transactions = transactions;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    UploadOutcome upload(UploadRequest request, InputStream body) {
        Optional<String> name = FileName.of(request.name());
        if (name.isEmpty()) {
            return new UploadOutcome.InvalidName();
        }
        if (request.length().least() > settings.maxFileBytes()) {
            return new UploadOutcome.TooLarge(settings.maxFileBytes());
        }
        Optional<Room> room = reservations.reserve(request.accountId(), request.length());
        return room.isEmpty() ? new UploadOutcome.QuotaExceeded() : upload(request, name.get(), body, room.get());
    }

    /** Whatever happens, the promise ends here: kept by the row's transaction, or given back. */
    private UploadOutcome upload(UploadRequest request, String name, InputStream body, Room room) {
        boolean ended = false;
        try {
            Taken taken = intake.take(body, claim(request, name), room);
            UploadOutcome outcome = taken instanceof Taken.Kept kept
                    ? settle(request, name, room, kept)
                    : giveBack(request, name, room, taken);
            ended = true;
            return outcome;
        } finally {
            if (!ended) {
                reservations.release(room);
            }
        }
    }

    private Intake.Claim claim(UploadRequest request, String name) {
        return new Intake.Claim(
                name, request.declaredType(), request.length(), settings.types(), settings.maxFileBytes());
    }

    /** A commit whose answer was lost may have happened: then the object has its row, and must stay. */
    private UploadOutcome settle(UploadRequest request, String name, Room room, Taken.Kept kept) {
        StoredFile file = new StoredFile(
                UUID.randomUUID(),
                request.accountId(),
                name,
                kept.type().mediaType(),
                kept.size(),
                kept.sha256(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        boolean settled = transactions.required(() -> {
            boolean written = rows.settle(room, file, kept);
            if (written) {
                trail.record(uploaded(request, file, kept));
                fallbacks.note(file.id(), file.accountId(), kept.backend(), request.origin());
            }
            return written;
        });
        if (!settled) {
            intake.takeBack(kept);
            return new UploadOutcome.Unavailable();
        }
        return new UploadOutcome.Stored(file);
    }

    private UploadOutcome giveBack(UploadRequest request, String name, Room room, Taken taken) {
        transactions.required(() -> {
            reservations.release(room);
            if (taken instanceof Taken.Rejected rejected) {
                trail.record(refused(request, name, rejected));
            }
            return taken;
        });
        return outcome(taken);
    }

    private static UploadOutcome outcome(Taken taken) {
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

package dev.gatehouse.storage.internal.file;

import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.UploadOutcome;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.quota.Reservations;
import dev.gatehouse.storage.internal.quota.Room;
import dev.gatehouse.storage.internal.upload.Intake;
import dev.gatehouse.storage.internal.upload.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.Optional;

/** The way of a new file: a promise of room, the bytes, and then row, totals and event in one commit. */
@ApplicationScoped
class Uploads {

    private final Reservations reservations;
    private final Intake intake;
    private final Arrivals arrivals;
    private final Transactions transactions;

    @Inject
    Uploads(Reservations reservations, Intake intake, Arrivals arrivals, Transactions transactions) {
        this.reservations = reservations;
        this.intake = intake;
        this.arrivals = arrivals;
        this.transactions = transactions;
    }

    UploadOutcome upload(UploadRequest request, InputStream body) {
        Optional<String> name = arrivals.name(request.name());
        if (name.isEmpty()) {
            return new UploadOutcome.InvalidName();
        }
        Optional<UploadOutcome> refusal = arrivals.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Room> room = reservations.reserve(request.accountId(), request.length());
        return room.isEmpty() ? new UploadOutcome.QuotaExceeded() : upload(request, name.get(), body, room.get());
    }

    /** Whatever happens, the promise ends here: kept by the row's transaction, or given back. */
    private UploadOutcome upload(UploadRequest request, String name, InputStream body, Room room) {
        boolean ended = false;
        try {
            Taken taken = intake.take(body, arrivals.claim(request, name), room);
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

    /** A commit whose answer was lost may have happened: then the object has its row, and must stay. */
    private UploadOutcome settle(UploadRequest request, String name, Room room, Taken.Kept kept) {
        Optional<StoredFile> file = transactions.required(() -> arrivals.settle(request, name, room, kept));
        if (file.isEmpty()) {
            intake.takeBack(kept);
            return new UploadOutcome.Unavailable();
        }
        return new UploadOutcome.Stored(file.get());
    }

    private UploadOutcome giveBack(UploadRequest request, String name, Room room, Taken taken) {
        transactions.required(() -> {
            reservations.release(room);
            arrivals.recordRefusal(request, name, taken);
            return taken;
        });
        return Arrivals.outcome(taken);
    }
}

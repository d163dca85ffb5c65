package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.PieceOutcome;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.file.Arrivals;
import dev.gatehouse.storage.internal.quota.Reservations;
import dev.gatehouse.storage.internal.quota.Room;
import dev.gatehouse.storage.internal.upload.Intake;
import dev.gatehouse.storage.internal.upload.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** From pieces to a file: they pass through the intake like any content, and then one commit makes the file. */
@ApplicationScoped
class Completion {

    private static final Logger LOG = Logger.getLogger(Completion.class.getName());

    private final Backends backends;
    private final Intake intake;
    private final Arrivals arrivals;
    private final Reservations reservations;
    private final UploadRows rows;
    private final Transactions transactions;

    @Inject
    Completion(
            Backends backends,
            Intake intake,
            Arrivals arrivals,
            Reservations reservations,
            UploadRows rows,
            Transactions transactions) {
        this.backends = backends;
        this.intake = intake;
        this.arrivals = arrivals;
        this.reservations = reservations;
        this.rows = rows;
        this.transactions = transactions;
    }

    /**
     * Makes the file, or ends the upload if its content makes none.
     *
     * @param pieces all of it
     */
    PieceOutcome complete(PartialUpload upload, UploadRequest request, List<Piece> pieces, Lease lease) {
        Room room = reservations.room(upload.id(), upload.length());
        try (AssembledPieces content = new AssembledPieces(backends, pieces, lease)) {
            Taken taken = intake.take(content, arrivals.claim(request, upload.name()), room);
            if (taken instanceof Taken.Kept kept) {
                return settle(upload, request, room, kept, lease);
            }
            boolean hopeless = content.isLost();
            if (taken instanceof Taken.Unavailable || taken instanceof Taken.BrokenOff && !hopeless) {
                return new PieceOutcome.Unavailable();
            }
            refuse(upload, request, room, taken, lease);
            return hopeless ? new PieceOutcome.NotFound() : new PieceOutcome.Refused(Arrivals.outcome(taken));
        } catch (IOException e) {
            LOG.log(Level.FINE, "A piece could not be closed", e);
            return new PieceOutcome.Unavailable();
        }
    }

    /** Whoever ended the upload, or took its lease, meanwhile was first: then there is no file. */
    private PieceOutcome settle(PartialUpload upload, UploadRequest request, Room room, Taken.Kept kept, Lease lease) {
        Optional<PartialUpload> finished = transactions.required(() -> {
            Optional<PartialUpload> mine =
                    rows.lock(upload.accountId(), upload.id()).filter(found -> found.isWrittenBy(lease.writer()));
            Optional<StoredFile> file = mine.flatMap(found -> arrivals.settle(request, upload.name(), room, kept));
            file.ifPresent(made -> rows.finish(upload.id(), made.id()));
            return file.flatMap(made -> mine);
        });
        if (finished.isEmpty()) {
            intake.takeBack(kept);
            return overtaken(upload);
        }
        return transactions
                .required(() -> rows.find(upload.accountId(), upload.id()))
                .<PieceOutcome>map(found -> new PieceOutcome.Appended(found.view()))
                .orElseGet(PieceOutcome.NotFound::new);
    }

    /** What is told to one whose bytes no longer count: another writes now, or the upload has ended. */
    PieceOutcome overtaken(PartialUpload upload) {
        return transactions
                .required(() -> rows.find(upload.accountId(), upload.id()))
                .<PieceOutcome>map(found -> new PieceOutcome.Busy())
                .orElseGet(PieceOutcome.NotFound::new);
    }

    private void refuse(PartialUpload upload, UploadRequest request, Room room, Taken taken, Lease lease) {
        transactions.required(() -> {
            boolean mine = rows.lock(upload.accountId(), upload.id())
                    .filter(found -> found.isWrittenBy(lease.writer()))
                    .isPresent();
            if (mine) {
                rows.delete(upload.id());
                reservations.release(room);
                arrivals.recordRefusal(request, upload.name(), taken);
            }
            return mine;
        });
    }
}

package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.PieceOutcome;
import dev.gatehouse.storage.UploadPiece;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The way of a piece: the lease, the bytes, and then a commit that counts them. The last byte is not counted with its
 * piece, but with the file that it completes: so a client that finds all bytes counted, after a killed node too, finds
 * the file, and one that does not has something to send.
 */
@ApplicationScoped
class Appending {

    private static final Logger LOG = Logger.getLogger(Appending.class.getName());

    private final UploadRows rows;
    private final PieceStore store;
    private final Completion completion;
    private final Transactions transactions;

    @Inject
    Appending(UploadRows rows, PieceStore store, Completion completion, Transactions transactions) {
        this.rows = rows;
        this.store = store;
        this.completion = completion;
        this.transactions = transactions;
    }

    PieceOutcome append(UploadPiece piece, InputStream body) {
        Lease lease = new Lease(rows, transactions, piece.uploadId());
        Begun begun = transactions.required(() -> begin(piece, lease));
        if (begun.answer().isPresent()) {
            return begun.answer().get();
        }
        try {
            return take(begun.upload().orElseThrow(), piece, body, lease);
        } catch (ReceivedBody.Stopped e) {
            return e.why();
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "A piece of an upload could not be stored: {0}", e.getMessage());
            return new PieceOutcome.Unavailable();
        } finally {
            lease.end();
        }
    }

    /** Either an answer, or the upload, which waits for this writer's bytes. */
    private record Begun(Optional<PartialUpload> upload, Optional<PieceOutcome> answer) {

        static Begun with(PartialUpload upload) {
            return new Begun(Optional.of(upload), Optional.empty());
        }

        static Begun answered(PieceOutcome outcome) {
            return new Begun(Optional.empty(), Optional.of(outcome));
        }
    }

    private Begun begin(UploadPiece piece, Lease lease) {
        Optional<PartialUpload> found = rows.lockLiving(piece.accountId(), piece.uploadId());
        if (found.isEmpty()) {
            return Begun.answered(new PieceOutcome.NotFound());
        }
        PartialUpload upload = found.get();
        if (upload.received() != piece.offset()) {
            return Begun.answered(new PieceOutcome.OffsetMismatch(upload.received()));
        }
        if (upload.isFile()) {
            return Begun.answered(new PieceOutcome.Appended(upload.view()));
        }
        return rows.lease(upload.id(), lease.writer()) ? Begun.with(upload) : Begun.answered(new PieceOutcome.Busy());
    }

    private PieceOutcome take(PartialUpload upload, UploadPiece sent, InputStream body, Lease lease)
            throws ReceivedBody.Stopped {
        long rest = upload.length() - upload.received();
        Optional<Piece> kept = store.keep(new ReceivedBody(body, rest, sent.checksum(), lease), sent.offset());
        boolean last = kept.map(Piece::counted).orElse(0L) == rest;
        if (kept.isPresent()) {
            Piece counted = last ? kept.get().withoutLastByte() : kept.get();
            if (!transactions.required(() -> count(upload, counted, lease))) {
                store.takeBack(kept.get());
                return completion.overtaken(upload);
            }
        }
        return last ? complete(upload, sent, kept, lease) : progress(upload);
    }

    /** Only for the one whose lease it is: whoever has lost it has lost its bytes too. */
    private boolean count(PartialUpload upload, Piece piece, Lease lease) {
        boolean mine = rows.lock(upload.accountId(), upload.id())
                .filter(found -> found.isWrittenBy(lease.writer()))
                .isPresent();
        if (mine) {
            rows.add(upload.id(), piece);
        }
        return mine;
    }

    private PieceOutcome complete(PartialUpload upload, UploadPiece sent, Optional<Piece> last, Lease lease) {
        List<Piece> pieces = new ArrayList<>(transactions.required(() -> rows.pieces(upload.id())));
        last.ifPresent(piece -> pieces.removeIf(counted -> counted.key().equals(piece.key())));
        last.ifPresent(pieces::add);
        return completion.complete(upload, upload.asRequest(sent.origin()), pieces, lease);
    }

    private PieceOutcome progress(PartialUpload upload) {
        return transactions
                .required(() -> rows.find(upload.accountId(), upload.id()))
                .<PieceOutcome>map(found -> new PieceOutcome.Appended(found.view()))
                .orElseGet(PieceOutcome.NotFound::new);
    }
}

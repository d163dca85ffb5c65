package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.CreationOutcome;
import dev.gatehouse.storage.PieceOutcome;
import dev.gatehouse.storage.ResumableUpload;
import dev.gatehouse.storage.ResumableUploads;
import dev.gatehouse.storage.UploadOutcome;
import dev.gatehouse.storage.UploadPiece;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.file.Arrivals;
import dev.gatehouse.storage.internal.quota.Reservations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/** Begins, finds and ends uploads; what comes between is {@link Appending}'s. */
@ApplicationScoped
class KeptUploads implements ResumableUploads {

    private final UploadRows rows;
    private final Appending appending;
    private final Arrivals arrivals;
    private final Reservations reservations;
    private final Transactions transactions;

    @Inject
    KeptUploads(
            UploadRows rows,
            Appending appending,
            Arrivals arrivals,
            Reservations reservations,
            Transactions transactions) {
        this.rows = rows;
        this.appending = appending;
        this.arrivals = arrivals;
        this.reservations = reservations;
        this.transactions = transactions;
    }

    @Override
    public CreationOutcome create(UploadRequest request, String metadata) {
        Optional<String> name = arrivals.name(request.name());
        if (name.isEmpty()) {
            return new CreationOutcome.Refused(new UploadOutcome.InvalidName());
        }
        Optional<UploadOutcome> refusal = arrivals.refusal(request);
        if (refusal.isPresent()) {
            return new CreationOutcome.Refused(refusal.get());
        }
        UUID id = UUID.randomUUID();
        Optional<PartialUpload> created = transactions.required(() -> {
            boolean hasRoom = reservations.promise(
                    id, request.accountId(), request.length().most());
            if (hasRoom) {
                rows.create(id, request, name.get(), metadata);
            }
            return hasRoom ? rows.find(request.accountId(), id) : Optional.empty();
        });
        return created.map(upload -> begun(upload, request))
                .orElseGet(() -> new CreationOutcome.Refused(new UploadOutcome.QuotaExceeded()));
    }

    @Override
    public Optional<ResumableUpload> find(UUID accountId, UUID uploadId) {
        return transactions.required(() -> rows.find(accountId, uploadId)).map(PartialUpload::view);
    }

    @Override
    public PieceOutcome append(UploadPiece piece, InputStream body) {
        return appending.append(piece, body);
    }

    @Override
    public boolean end(UUID accountId, UUID uploadId) {
        return transactions.required(() -> end(rows.lock(accountId, uploadId)));
    }

    @Override
    public int endExpired() {
        return (int) transactions.required(rows::expired).stream()
                .filter(row -> transactions.required(() -> end(rows.lockExpired((UUID) row[1], (UUID) row[0]))))
                .count();
    }

    private boolean end(Optional<PartialUpload> held) {
        held.map(PartialUpload::id).ifPresent(id -> {
            rows.delete(id);
            reservations.release(reservations.room(id, 0));
        });
        return held.isPresent();
    }

    /** Nobody sends more of an empty upload (tus 1.0.0, creation): it ends as it begins. */
    private CreationOutcome begun(PartialUpload upload, UploadRequest request) {
        if (upload.length() > 0) {
            return new CreationOutcome.Created(upload.view());
        }
        PieceOutcome outcome = appending.append(
                new UploadPiece(upload.accountId(), upload.id(), 0, Optional.empty(), request.origin()),
                InputStream.nullInputStream());
        if (outcome instanceof PieceOutcome.Appended appended) {
            return new CreationOutcome.Created(appended.upload());
        }
        end(upload.accountId(), upload.id());
        return new CreationOutcome.Refused(
                outcome instanceof PieceOutcome.Refused refused ? refused.why() : new UploadOutcome.Unavailable());
    }
}

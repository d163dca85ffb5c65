package dev.gatehouse.storage.internal.file;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.storage.ByteRange;
import dev.gatehouse.storage.Files;
import dev.gatehouse.storage.OpenOutcome;
import dev.gatehouse.storage.Position;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.UploadOutcome;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.internal.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything that is done with files, each handed to the one who does it. */
@ApplicationScoped
class KeptFiles implements Files {

    private final FileRows rows;
    private final Uploads uploads;
    private final Downloads downloads;
    private final DeletedObjects deletedObjects;
    private final Transactions transactions;
    private final AuditTrail trail;

    @Inject
    KeptFiles(
            FileRows rows,
            Uploads uploads,
            Downloads downloads,
            DeletedObjects deletedObjects,
            Transactions transactions,
            AuditTrail trail) {
        this.rows = rows;
        this.uploads = uploads;
        this.downloads = downloads;
        this.deletedObjects = deletedObjects;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Override
    public UploadOutcome upload(UploadRequest request, InputStream body) {
        return uploads.upload(request, body);
    }

    @Override
    public List<StoredFile> list(UUID accountId, Optional<Position> after, int limit) {
        return transactions.required(() -> rows.list(accountId, after, limit)).stream()
                .map(KeptFile::file)
                .toList();
    }

    @Override
    public Optional<StoredFile> find(UUID accountId, UUID fileId) {
        return kept(accountId, fileId).map(KeptFile::file);
    }

    @Override
    public OpenOutcome open(UUID accountId, UUID fileId, Optional<ByteRange> range, Origin origin) {
        return kept(accountId, fileId)
                .map(file -> downloads.open(file, range, origin))
                .orElseGet(OpenOutcome.NotFound::new);
    }

    @Override
    public boolean delete(UUID accountId, UUID fileId, Origin origin) {
        Optional<KeptFile> found = kept(accountId, fileId);
        boolean deleted = found.isPresent() && transactions.required(() -> delete(found.get(), origin));
        if (deleted) {
            deletedObjects.removeNow(found.get());
        }
        return deleted;
    }

    @Override
    public void deleteAllOf(UUID accountId) {
        transactions.required(() -> {
            rows.deleteAllOf(accountId);
            return accountId;
        });
    }

    private Optional<KeptFile> kept(UUID accountId, UUID fileId) {
        return transactions.required(() -> rows.find(accountId, fileId));
    }

    /** Of two who delete one file at once, one did. */
    private boolean delete(KeptFile file, Origin origin) {
        boolean deleted = rows.delete(file);
        if (deleted) {
            trail.record(AuditEvent.success(
                            EventType.FILE_DELETED, Actor.user(file.file().accountId()), origin)
                    .with("fileId", file.file().id())
                    .with("size", file.file().size()));
        }
        return deleted;
    }
}

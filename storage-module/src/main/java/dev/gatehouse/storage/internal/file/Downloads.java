package dev.gatehouse.storage.internal.file;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.storage.ByteRange;
import dev.gatehouse.storage.OpenOutcome;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.upload.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The way of a file out. A small one is read once before the first byte leaves, so that damage becomes an answer; a large
 * one is checked on its way, and its last bytes stay if they would make damage look whole.
 */
@ApplicationScoped
class Downloads {

    private static final Logger LOG = Logger.getLogger(Downloads.class.getName());
    /** Up to here a second reading costs less than the doubt. */
    private static final long CHECKED_FIRST = 4L << 20;

    private final Backends backends;
    private final Transactions transactions;
    private final AuditTrail trail;

    @Inject
    Downloads(Backends backends, Transactions transactions, AuditTrail trail) {
        this.backends = backends;
        this.transactions = transactions;
        this.trail = trail;
    }

    OpenOutcome open(KeptFile file, Optional<ByteRange> range, Origin origin) {
        try {
            long first = range.map(ByteRange::first).orElse(0L);
            Optional<InputStream> content =
                    isSound(file) ? backends.named(file.backend()).open(file.key(), first) : Optional.empty();
            return content.isPresent() ? opened(file, range, origin, content.get()) : damaged(file, origin);
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "A file cannot be read: {0}", e.getMessage());
            return new OpenOutcome.Unavailable();
        }
    }

    /** As far as it can be known before; of a large file only that all of it is there. */
    private boolean isSound(KeptFile file) {
        StoredFile expected = file.file();
        if (expected.size() > CHECKED_FIRST) {
            Optional<Long> size = backends.named(file.backend()).size(file.key());
            return size.equals(Optional.of(expected.size()));
        }
        return backends.named(file.backend())
                .open(file.key(), 0)
                .map(content -> hasHash(content, file))
                .orElse(false);
    }

    private static boolean hasHash(InputStream content, KeptFile file) {
        try (content) {
            return file.file().sha256().equals(Sha256.of(content));
        } catch (IOException e) {
            throw new BackendUnavailable(file.backend(), e);
        }
    }

    private OpenOutcome opened(KeptFile kept, Optional<ByteRange> range, Origin origin, InputStream content) {
        StoredFile file = kept.file();
        boolean recorded = false;
        try {
            transactions.required(() -> {
                trail.record(event(
                        AuditEvent.success(EventType.FILE_DOWNLOADED, Actor.user(file.accountId()), origin),
                        file,
                        range));
                return file;
            });
            recorded = true;
        } finally {
            if (!recorded) {
                closeQuietly(content);
            }
        }
        long length = range.map(ByteRange::length).orElse(file.size());
        Optional<String> hash = length == file.size() ? Optional.of(file.sha256()) : Optional.empty();
        return new OpenOutcome.Content(
                file, new CheckedDownload(content, length, hash, () -> recordDamage(file, origin)));
    }

    private OpenOutcome damaged(KeptFile file, Origin origin) {
        recordDamage(file.file(), origin);
        return new OpenOutcome.Damaged();
    }

    private void recordDamage(StoredFile file, Origin origin) {
        LOG.log(Level.SEVERE, "File {0} is damaged: its backend holds other bytes than were stored", file.id());
        trail.recordRefusal(event(
                AuditEvent.failure(EventType.FILE_DOWNLOADED, Actor.user(file.accountId()), origin)
                        .because("damaged"),
                file,
                Optional.empty()));
    }

    private static AuditEvent event(AuditEvent event, StoredFile file, Optional<ByteRange> range) {
        AuditEvent told = event.with("fileId", file.id()).with("size", file.size());
        return range.map(part -> told.with("firstByte", part.first()).with("lastByte", part.last()))
                .orElse(told);
    }

    private static void closeQuietly(InputStream content) {
        try {
            content.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "A file could not be closed", e);
        }
    }
}

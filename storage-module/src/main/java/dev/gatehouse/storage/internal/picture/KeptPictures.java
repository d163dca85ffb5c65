package dev.gatehouse.storage.internal.picture;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.storage.PictureOutcome;
import dev.gatehouse.storage.Pictures.Content;
import dev.gatehouse.storage.Pictures.Picture;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.move.Fallbacks;
import dev.gatehouse.storage.internal.picture.PictureRows.Place;
import dev.gatehouse.storage.internal.upload.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Pictures on their backends, and their rows. */
@ApplicationScoped
class KeptPictures {

    private static final Logger LOG = Logger.getLogger(KeptPictures.class.getName());
    /** More than any picture that was drawn here. */
    private static final int MOST_BYTES = 4 << 20;

    private final PictureRows rows;
    private final Backends backends;
    private final Fallbacks fallbacks;
    private final Transactions transactions;
    private final AuditTrail trail;

    @Inject
    KeptPictures(
            PictureRows rows, Backends backends, Fallbacks fallbacks, Transactions transactions, AuditTrail trail) {
        this.rows = rows;
        this.backends = backends;
        this.fallbacks = fallbacks;
        this.transactions = transactions;
        this.trail = trail;
    }

    PictureOutcome keep(NewPicture wish, Developed.Drawn drawn) {
        Picture picture = new Picture(drawn.type().mediaType(), hash(drawn.bytes()));
        Optional<PictureOutcome> settled = place(wish.accountId()).flatMap(present -> spared(wish, picture, present));
        if (settled.isPresent()) {
            return settled.get();
        }
        try {
            ObjectKey key = ObjectKey.draw();
            Backend backend = backends.keep(key, drawn.bytes());
            // A commit whose answer was lost may have happened: then the object has its row, and must stay.
            return settle(wish, new Place(picture, backend.name(), key, UUID.randomUUID()), drawn.bytes().length);
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "A picture could not be kept: {0}", e.getMessage());
            return new PictureOutcome.Unavailable();
        }
    }

    /** Where the present picture stays. */
    private static Optional<PictureOutcome> spared(NewPicture wish, Picture picture, Place present) {
        if (!wish.repeating() && present.picture().equals(picture)) {
            return Optional.of(new PictureOutcome.Unchanged(picture));
        }
        return wish.replacing() ? Optional.empty() : Optional.of(new PictureOutcome.HasAnother());
    }

    /** Somebody else may have been faster since the first look; from their turn on, nobody is. */
    private PictureOutcome settle(NewPicture wish, Place place, long size) {
        return transactions.required(() -> {
            rows.takeTurn(wish.accountId());
            Optional<PictureOutcome> spared =
                    rows.find(wish.accountId()).flatMap(present -> spared(wish, place.picture(), present));
            if (spared.isPresent()) {
                rows.discard(place);
                return spared.get();
            }
            rows.replace(wish.accountId(), place, size);
            trail.record(changed(wish.accountId(), wish.actor(), wish.origin()).with("backend", place.backend()));
            fallbacks.note(place.id(), wish.accountId(), place.backend(), wish.origin());
            return new PictureOutcome.Changed(place.picture());
        });
    }

    boolean remove(UUID accountId, Origin origin) {
        return transactions.required(() -> {
            boolean removed = rows.remove(accountId);
            if (removed) {
                trail.record(changed(accountId, Actor.user(accountId), origin).with("removed", true));
            }
            return removed;
        });
    }

    Optional<Picture> find(UUID accountId) {
        return place(accountId).map(Place::picture);
    }

    Optional<Content> read(UUID accountId) {
        return place(accountId).flatMap(this::content);
    }

    private Optional<Place> place(UUID accountId) {
        return transactions.required(() -> rows.find(accountId));
    }

    /** A picture that is away or damaged is worth no error to those who look at a page. */
    private Optional<Content> content(Place place) {
        try {
            Optional<byte[]> bytes = backends.named(place.backend())
                    .open(place.key(), 0)
                    .map(KeptPictures::bytes)
                    .filter(found -> hash(found).equals(place.picture().sha256()));
            if (bytes.isEmpty()) {
                LOG.log(Level.SEVERE, "Picture {0} is damaged or gone", place.id());
            }
            return bytes.map(found -> new Content(place.picture(), found));
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "A picture cannot be read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] bytes(InputStream content) {
        try (content) {
            return content.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new BackendUnavailable("of a picture", e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return Sha256.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuditEvent changed(UUID accountId, Actor actor, Origin origin) {
        return AuditEvent.success(EventType.ACCOUNT_PICTURE_CHANGED, actor, origin)
                .about(accountId);
    }
}

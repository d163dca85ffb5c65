package dev.gatehouse.storage.internal.picture;

import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.Pictures.Content;
import dev.gatehouse.storage.Pictures.Picture;
import dev.gatehouse.storage.internal.Transactions;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.picture.PictureRows.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Small views of files that hold images. */
@ApplicationScoped
class Previews {

    private static final Logger LOG = Logger.getLogger(Previews.class.getName());

    /** Twice what lists show, for screens with fine pixels. */
    private static final int LONGEST_SIDE = 112;

    private static final long MOST_BYTES = 20L << 20;
    /** A list without a picture is better than one that waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PictureRows rows;
    private final Backends backends;
    private final Darkroom darkroom;
    private final Transactions transactions;

    @Inject
    Previews(PictureRows rows, Backends backends, Darkroom darkroom, Transactions transactions) {
        this.rows = rows;
        this.backends = backends;
        this.darkroom = darkroom;
        this.transactions = transactions;
    }

    /** The hash that it comes with is that of the file. */
    Optional<Content> of(UUID accountId, UUID fileId) {
        return transactions
                .required(() -> rows.findFile(accountId, fileId, MOST_BYTES))
                .flatMap(this::drawn);
    }

    private Optional<Content> drawn(Place place) {
        Optional<FileType> type = FileType.named(place.picture().contentType()).filter(Darkroom::takes);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<InputStream> content = backends.named(place.backend()).open(place.key(), 0);
            return content.isEmpty() ? Optional.empty() : drawn(content.get(), type.get(), place);
        } catch (BackendUnavailable | IOException e) {
            LOG.log(Level.FINE, "A file cannot be previewed", e);
            return Optional.empty();
        }
    }

    private Optional<Content> drawn(InputStream content, FileType type, Place place) throws IOException {
        try (content;
                Spool image = Spool.of(content, MOST_BYTES)) {
            return darkroom.develop(image, type, LONGEST_SIDE, PATIENCE) instanceof Developed.Drawn drawn
                    ? Optional.of(new Content(
                            new Picture(
                                    drawn.type().mediaType(), place.picture().sha256()),
                            drawn.bytes()))
                    : Optional.empty();
        }
    }
}

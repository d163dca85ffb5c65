package dev.gatehouse.web.files;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * This request's place among the transfers. It ends with the request, in whatever way that ends: an answer that was
 * promised as a stream may never be written.
 */
@RequestScoped
public class Transfer {

    private static final Logger LOG = Logger.getLogger(Transfer.class.getName());

    private final Transfers transfers;
    private Optional<Transfers.Place> place = Optional.empty();
    private Optional<Closeable> source = Optional.empty();

    @Inject
    Transfer(Transfers transfers) {
        this.transfers = transfers;
    }

    /** Takes the place; a second call takes none. */
    public void begin(UUID accountId) {
        if (place.isEmpty()) {
            place = Optional.of(transfers.begin(accountId));
        }
    }

    /** Closes this at the end of the request, if nobody has done so before. */
    public void reading(Closeable opened) {
        source = Optional.of(opened);
    }

    @PreDestroy
    void end() {
        place.ifPresent(Transfers.Place::leave);
        source.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException e) {
                LOG.log(Level.FINE, "A file could not be closed", e);
            }
        });
    }
}

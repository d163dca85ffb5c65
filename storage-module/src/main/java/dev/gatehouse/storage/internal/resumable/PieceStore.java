package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes objects of what requests bring. */
@ApplicationScoped
class PieceStore {

    private static final Logger LOG = Logger.getLogger(PieceStore.class.getName());

    private final Backends backends;

    @Inject
    PieceStore(Backends backends) {
        this.backends = backends;
    }

    /**
     * Keeps the bytes where new objects go; blocks as long as their sender takes.
     *
     * @return nothing if there was none
     * @throws ReceivedBody.Stopped if they must not be kept
     * @throws BackendUnavailable if there is no place for them
     */
    Optional<Piece> keep(ReceivedBody body, long first) throws ReceivedBody.Stopped {
        try {
            PushbackInputStream bytes = new PushbackInputStream(body);
            int next = bytes.read();
            if (next < 0) {
                return Optional.empty();
            }
            bytes.unread(next);
            Backend backend = backends.forWriting();
            ObjectKey key = ObjectKey.draw();
            backend.put(key, bytes);
            return Optional.of(new Piece(key, backend.name(), first, body.size(), body.sha256()));
        } catch (ReceivedBody.Stopped e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ReceivedBody.Stopped stopped) {
                throw stopped;
            }
            throw e;
        }
    }

    /** Takes an object back that no row has come to know; where that fails, the sweeper will find it. */
    void takeBack(Piece piece) {
        try {
            backends.named(piece.backend()).delete(piece.key());
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "A piece without a row is left for the sweeper: {0}", e.getMessage());
        }
    }
}

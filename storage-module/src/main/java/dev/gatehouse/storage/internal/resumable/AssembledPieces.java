package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Backends;
import dev.gatehouse.storage.internal.upload.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.Iterator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The pieces of an upload, one after the other, each with the hash that it was stored with. What goes wrong is an
 * exception of reading: it says nothing about the backend that is being written to.
 */
final class AssembledPieces extends InputStream {

    private static final Logger LOG = Logger.getLogger(AssembledPieces.class.getName());

    private final Backends backends;
    private final Lease lease;
    private final Iterator<Piece> pieces;
    private Piece piece;
    private DigestInputStream content;
    private long left;
    private boolean lost;

    AssembledPieces(Backends backends, List<Piece> pieces, Lease lease) {
        this.backends = backends;
        this.pieces = pieces.iterator();
        this.lease = lease;
    }

    /** Whether a piece turned out to be gone or damaged: then no later try will do better. */
    boolean isLost() {
        return lost;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            finishPiece();
            if (!pieces.hasNext()) {
                return -1;
            }
            open(pieces.next());
        }
        if (!lease.holds()) {
            throw new IOException("the upload has ended meanwhile");
        }
        int count = readSome(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw lost("it ends too early");
        }
        left -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    private int readSome(byte[] target, int offset, int length) throws IOException {
        try {
            return content.read(target, offset, length);
        } catch (BackendUnavailable e) {
            throw new IOException(e);
        }
    }

    private void open(Piece next) throws IOException {
        piece = next;
        left = next.counted();
        try {
            InputStream object =
                    backends.named(next.backend()).open(next.key(), 0).orElseThrow(() -> lost("it is gone"));
            content = new DigestInputStream(object, Sha256.fresh());
        } catch (BackendUnavailable e) {
            LOG.log(Level.WARNING, "An upload cannot be finished: {0}", e.getMessage());
            throw new IOException(e);
        }
    }

    /** What does not count is read too: the hash is that of the whole object. */
    private void finishPiece() throws IOException {
        if (content != null) {
            content.transferTo(OutputStream.nullOutputStream());
            String found = Sha256.text(content.getMessageDigest());
            close();
            if (!found.equals(piece.sha256())) {
                throw lost("it holds other bytes than were stored");
            }
        }
    }

    private IOException lost(String how) {
        lost = true;
        LOG.log(Level.SEVERE, "A piece of an upload is lost: {0}: {1}", new Object[] {
            piece.key().id(), how
        });
        return new IOException(how);
    }
}

package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.storage.PieceChecksum;
import dev.gatehouse.storage.PieceOutcome;
import dev.gatehouse.storage.internal.upload.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A request's body on its way to a backend. Where its sender breaks off it simply ends, so that what came is kept; but
 * not where a checksum was announced, which nothing but the whole could match.
 */
final class ReceivedBody extends InputStream {

    /** Ends the way of bytes that must not be kept. */
    static final class Stopped extends IOException {

        private static final long serialVersionUID = 1L;
        private final transient PieceOutcome why;

        Stopped(PieceOutcome why) {
            super(why.toString());
            this.why = why;
        }

        PieceOutcome why() {
            return why;
        }
    }

    private final InputStream source;
    private final long most;
    private final Optional<PieceChecksum> checksum;
    private final Optional<MessageDigest> fed;
    private final Lease lease;
    private final MessageDigest hash = Sha256.fresh();
    private long size;
    private boolean ended;

    /** @param most with more bytes the upload would be longer than was announced */
    ReceivedBody(InputStream source, long most, Optional<PieceChecksum> checksum, Lease lease) {
        this.source = source;
        this.most = most;
        this.checksum = checksum;
        this.fed = checksum.map(PieceChecksum::digest);
        this.lease = lease;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = ended ? -1 : readSome(target, offset, length);
        if (count < 0) {
            end();
            return count;
        }
        size += count;
        if (size > most) {
            throw new Stopped(new PieceOutcome.TooLong());
        }
        if (!lease.holds()) {
            throw new Stopped(new PieceOutcome.Busy());
        }
        hash.update(target, offset, count);
        fed.ifPresent(digest -> digest.update(target, offset, count));
        return count;
    }

    long size() {
        return size;
    }

    /** Of all bytes; to be asked once, at their end. */
    String sha256() {
        return Sha256.text(hash);
    }

    private int readSome(byte[] target, int offset, int length) {
        try {
            return source.read(target, offset, length);
        } catch (IOException e) {
            return -1;
        }
    }

    private void end() throws Stopped {
        boolean damaged = !ended && checksum.isPresent() && !checksum.get().isOf(fed.get());
        ended = true;
        if (damaged) {
            throw new Stopped(new PieceOutcome.ChecksumMismatch());
        }
    }
}

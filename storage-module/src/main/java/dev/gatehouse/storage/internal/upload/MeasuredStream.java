package dev.gatehouse.storage.internal.upload;

import dev.gatehouse.storage.ExpectedLength;
import dev.gatehouse.storage.internal.quota.Room;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Content on its way to a backend: counted and hashed as it passes, and stopped by an exception where it becomes too
 * long, outgrows its room, or ends before it should, so that no backend ever keeps it.
 */
final class MeasuredStream extends InputStream {

    /** Ends the way of content that must not be kept. */
    static final class Stopped extends IOException {

        private static final long serialVersionUID = 1L;
        private final transient Taken why;

        Stopped(Taken why) {
            super(why.toString());
            this.why = why;
        }

        Taken why() {
            return why;
        }
    }

    private final InputStream source;
    private final ExpectedLength expected;
    private final long maxBytes;
    private final Room room;
    private final MessageDigest hash = Sha256.fresh();
    private long size;

    MeasuredStream(InputStream source, ExpectedLength expected, long maxBytes, Room room) {
        this.source = source;
        this.expected = expected;
        this.maxBytes = maxBytes;
        this.room = room;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = source.read(target, offset, length);
        if (count < 0) {
            if (size < expected.least()) {
                throw new EOFException("after " + size + " bytes");
            }
            return count;
        }
        size += count;
        if (size > maxBytes) {
            throw new Stopped(new Taken.TooLarge(maxBytes));
        }
        if (!room.holds(size)) {
            throw new Stopped(new Taken.NoRoom());
        }
        hash.update(target, offset, count);
        return count;
    }

    long size() {
        return size;
    }

    String sha256() {
        return Sha256.text(hash);
    }
}

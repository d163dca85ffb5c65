package dev.gatehouse.storage.internal.move;

import dev.gatehouse.storage.internal.upload.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Content that is counted and hashed as it is copied. */
final class Copied extends FilterInputStream {

    private final MessageDigest hash = Sha256.fresh();
    private final Runnable goesOn;
    private long size;

    /** @param goesOn called with every piece */
    Copied(InputStream content, Runnable goesOn) {
        super(content);
        this.goesOn = goesOn;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
            hash.update(target, offset, count);
            size += count;
            goesOn.run();
        }
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        throw new IOException("every byte is hashed");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** To be asked once, at the end. */
    boolean isWhole(Placed file) {
        return size == file.size() && Sha256.text(hash).equals(file.sha256());
    }
}

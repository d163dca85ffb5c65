package dev.gatehouse.storage.internal.backend.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a part from its start, beside others that do the same. */
final class PartContent extends InputStream {

    private final FileChannel channel;
    private final long length;
    private long position;

    PartContent(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (position >= length) {
            return -1;
        }
        int count = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(wanted, length - position)), position);
        if (count > 0) {
            position += count;
        }
        return count;
    }
}

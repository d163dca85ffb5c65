package dev.gatehouse.storage.internal.picture;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An image's bytes for a decoder, which gets no more of them once it has used up its time or its memory. Some images are
 * small to send and monstrous to decode, in ways that no header tells: thousands of scans in a JPEG, tens of thousands of
 * code tables in a WebP. The decoder comes here for its next bytes again and again, so here it can be stopped.
 */
final class MeteredInput extends ImageInputStreamImpl {

    private static final ThreadMXBean METER = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int BUFFER = 8 * 1024;
    private static final long CPU = Duration.ofSeconds(15).toNanos();

    /** Nobody asks this decoder to go on. */
    static final class Exhausted extends IOException {

        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("the image costs too much to decode");
        }
    }

    private final RandomAccessFile file;
    private final long length;
    private final long mostAllocated;
    private final long cpuAtStart = METER.getCurrentThreadCpuTime();
    private final long allocatedAtStart = allocated();
    private final byte[] buffer = new byte[BUFFER];
    private long bufferAt;
    private int buffered;

    /** @param mostAllocated what the decoder may allocate in all, in bytes */
    MeteredInput(RandomAccessFile file, long mostAllocated) throws IOException {
        this.file = file;
        this.length = file.length();
        this.mostAllocated = mostAllocated;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        if (!fill()) {
            return -1;
        }
        int value = buffer[(int) (streamPos - bufferAt)] & 0xFF;
        streamPos++;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        bitOffset = 0;
        if (wanted == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = (int) Math.min(wanted, bufferAt + buffered - streamPos);
        System.arraycopy(buffer, (int) (streamPos - bufferAt), target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return length;
    }

    private boolean fill() throws IOException {
        if (streamPos >= bufferAt && streamPos < bufferAt + buffered) {
            return true;
        }
        if (METER.getCurrentThreadCpuTime() - cpuAtStart > CPU || allocated() - allocatedAtStart > mostAllocated) {
            throw new Exhausted();
        }
        file.seek(streamPos);
        bufferAt = streamPos;
        buffered = Math.max(0, file.read(buffer));
        return buffered > 0;
    }

    private static long allocated() {
        return METER.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}

package dev.gatehouse.storage.internal.picture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes on their way to a decoder, which jumps about in them. They lie on the disk and not in memory, however many send
 * at once and however slowly, in a file that has no name any more: a killed server leaves nothing.
 */
final class Spool implements Closeable {

    private static final int BUFFER = 16 * 1024;

    /** The sender's fault, not the disk's. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreadable(IOException cause) {
            super(cause);
        }
    }

    private final RandomAccessFile file;
    private final long length;

    private Spool(RandomAccessFile file, long length) {
        this.file = file;
        this.length = length;
    }

    /**
     * Reads content to its end, or to the first byte too many; {@link #length()} tells.
     *
     * @throws Unreadable if the content cannot be read
     * @throws IOException if it cannot be kept
     */
    static Spool of(InputStream content, long most) throws IOException {
        Path path = Files.createTempFile("picture", ".part");
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
            Files.delete(path);
            return new Spool(file, fill(file, content, most));
        } catch (IOException | RuntimeException e) {
            if (file != null) {
                file.close();
            }
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static long fill(RandomAccessFile file, InputStream content, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int count = read(content, buffer); count >= 0 && length <= most; count = read(content, buffer)) {
            file.write(buffer, 0, count);
            length += count;
        }
        return length;
    }

    private static int read(InputStream content, byte[] buffer) throws IOException {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    long length() {
        return length;
    }

    RandomAccessFile file() {
        return file;
    }

    /** The first bytes, at most so many. */
    byte[] head(int most) throws IOException {
        byte[] head = new byte[(int) Math.min(most, length)];
        file.seek(0);
        file.readFully(head);
        return head;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

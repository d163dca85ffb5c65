package dev.gatehouse.storage.internal.backend.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;

/**
 * One part of an upload, whole before it is sent: S3 wants to know its length and checksum first. It waits in a file that
 * has no name any more, so that memory stays the same however many slow clients upload at once, and nothing is left of
 * it when this process ends, however it ends.
 */
final class Part implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final FileAttribute<?> OURS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OUR_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel channel;
    private final byte[] buffer = new byte[BUFFER];
    private long length;
    private byte[] md5;
    private boolean last;

    Part(Path folder) throws IOException {
        Files.createDirectories(folder, OURS_ONLY);
        Path file = folder.resolve(UUID.randomUUID().toString());
        channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                OUR_FILE);
        Files.delete(file);
    }

    /**
     * Takes the next bytes of the content, up to a whole part.
     *
     * @throws UncheckedIOException what reading the content threw
     * @throws IOException if this machine's disk does not take them
     */
    void fill(InputStream content, long size) throws IOException {
        MessageDigest digest = digest();
        channel.truncate(0);
        length = 0;
        last = false;
        while (length < size && !last) {
            int count = read(content, (int) Math.min(buffer.length, size - length));
            last = count < 0;
            if (!last) {
                digest.update(buffer, 0, count);
                write(ByteBuffer.wrap(buffer, 0, count));
                length += count;
            }
        }
        md5 = digest.digest();
    }

    /** Whether the content came to its end in this part. */
    boolean isLast() {
        return last;
    }

    long length() {
        return length;
    }

    byte[] md5() {
        return md5.clone();
    }

    /** From the start, as often as asked for. */
    InputStream content() {
        return new PartContent(channel, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** What the source throws is not this machine's fault. */
    private int read(InputStream content, int most) {
        try {
            return content.read(buffer, 0, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The checksum that every S3 service knows (RFC 1864); against accidents, not against forgers. */
    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

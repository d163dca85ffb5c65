package dev.gatehouse.storage.internal.file;

import dev.gatehouse.storage.Download;
import dev.gatehouse.storage.internal.upload.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Bytes on their way out, hashed as they pass. The last of a whole file are held back until the hash is right: whoever
 * got all bytes that were announced got the right ones.
 */
final class CheckedDownload implements Download {

    private static final int BUFFER = 64 * 1024;

    private final InputStream content;
    private final long length;
    private final Optional<String> expected;
    private final Runnable damage;
    private final MessageDigest hash = Sha256.fresh();

    /**
     * @param expected the hash of these bytes, where it is known
     * @param damage told of bytes that are missing or wrong
     */
    CheckedDownload(InputStream content, long length, Optional<String> expected, Runnable damage) {
        this.content = content;
        this.length = length;
        this.expected = expected;
        this.damage = damage;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        try (content) {
            byte[] buffer = new byte[BUFFER];
            long left = length;
            while (left > 0) {
                int count = content.readNBytes(buffer, 0, (int) Math.min(BUFFER, left));
                left -= count;
                if (count == 0 || !isRight(buffer, count, left)) {
                    damage.run();
                    throw new IOException("the stored bytes are not those that were stored");
                }
                target.write(buffer, 0, count);
            }
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private boolean isRight(byte[] buffer, int count, long left) {
        if (expected.isEmpty()) {
            return true;
        }
        hash.update(buffer, 0, count);
        return left > 0 || expected.get().equals(Sha256.text(hash));
    }
}

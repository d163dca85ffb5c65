package dev.gatehouse.storage.internal.backend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Random;

/** Contents for objects. */
public final class Contents {

    private Contents() {}

    /** Always the same for the same length. */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    public static InputStream of(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** Content during which something happens. */
    public static InputStream with(byte[] before, Runnable happens, byte[] after) {
        InputStream event = new InputStream() {
            @Override
            public int read() {
                happens.run();
                return -1;
            }
        };
        return new SequenceInputStream(new SequenceInputStream(of(before), event), of(after));
    }

    /** Content whose sender goes away. */
    public static InputStream broken(byte[] before) {
        return new SequenceInputStream(of(before), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the sender went away");
            }
        });
    }

    public static byte[] read(Backend backend, ObjectKey key, long offset) {
        try (InputStream content = backend.open(key, offset).orElseThrow()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

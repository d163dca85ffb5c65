package dev.gatehouse.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a file, or a part of them, on their way out. */
public interface Download extends Closeable {

    /** How many bytes will be written. */
    long length();

    /**
     * Writes the bytes and closes their source. The last ones of a whole file go out only once its hash is known to be
     * right.
     *
     * @throws IOException if the target fails, or the content turns out to be damaged or its place to be away; then
     *     fewer bytes than {@link #length()} were written
     */
    void writeTo(OutputStream target) throws IOException;
}

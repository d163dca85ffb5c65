package dev.gatehouse.web.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that must not drip for ever. */
final class PacedBody extends FilterInputStream {

    private final Pace pace = new Pace();

    PacedBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        return paced(super.read(), 1);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        return paced(count, count);
    }

    private int paced(int result, int bytes) throws IOException {
        if (result >= 0 && !pace.keptWith(bytes)) {
            throw new IOException("the body comes too slowly");
        }
        return result;
    }
}

package dev.gatehouse.web.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An answer whose reader must not sip it for ever. */
public final class PacedAnswer extends FilterOutputStream {

    private final Pace pace = new Pace();

    public PacedAnswer(OutputStream answer) {
        super(answer);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        if (!pace.keptWith(length)) {
            throw new IOException("the answer is read too slowly");
        }
    }
}

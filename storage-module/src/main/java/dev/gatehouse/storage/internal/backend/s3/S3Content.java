package dev.gatehouse.storage.internal.backend.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** An object's bytes on their way here. Whoever stops early gives the connection up, instead of reading the rest. */
final class S3Content extends FilterInputStream {

    private final ResponseInputStream<?> answer;
    private boolean ended;

    S3Content(ResponseInputStream<?> answer) {
        super(answer);
        this.answer = answer;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = super.read(target, offset, length);
            ended |= read < 0;
            return read;
        } catch (SdkException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            super.close();
        } else {
            answer.abort();
        }
    }
}

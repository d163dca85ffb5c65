package dev.gatehouse.storage.internal.backend.nas;

import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.share.File;
import java.io.IOException;
import java.io.InputStream;

/** An object's bytes from an offset on. Holds a connection until it is closed. */
final class NasContent extends InputStream {

    private final NasConnections.Lent lent;
    private final File file;
    private long position;
    private boolean broken;

    NasContent(NasConnections.Lent lent, File file, long position) {
        this.lent = lent;
        this.file = file;
        this.position = position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            int count = file.read(target, position, offset, Math.min(length, NasConnection.MESSAGE_BYTES));
            if (count > 0) {
                position += count;
            }
            return count;
        } catch (SMBRuntimeException e) {
            broken = true;
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (broken) {
            lent.drop();
            return;
        }
        try {
            file.close();
            lent.giveBack();
        } catch (SMBRuntimeException e) {
            lent.drop();
        }
    }
}

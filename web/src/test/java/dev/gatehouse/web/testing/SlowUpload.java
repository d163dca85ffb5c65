package dev.gatehouse.web.testing;

import dev.gatehouse.web.testing.People.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** An upload whose bytes come when the test wants. */
public final class SlowUpload implements AutoCloseable {

    private final Socket socket;

    /** Sends the head of a text of this length. */
    public SlowUpload(int port, SignedIn owner, long length) {
        this(
                port,
                owner,
                "POST /api/files",
                "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=slow.txt\r\n",
                length);
    }

    private SlowUpload(int port, SignedIn owner, String request, String headers, long length) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            write(request + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Bearer " + owner.accessToken()
                    + "\r\n" + headers + "Content-Length: " + length + "\r\n\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the head of a piece of this length of a resumable upload. */
    public static SlowUpload piece(int port, SignedIn owner, String location, long offset, long length) {
        String headers =
                "Tus-Resumable: 1.0.0\r\nContent-Type: " + TusUploads.PIECE + "\r\nUpload-Offset: " + offset + "\r\n";
        return new SlowUpload(port, owner, "PATCH " + location, headers, length);
    }

    /** Sends so many letters. */
    public SlowUpload sends(int count) {
        write("a".repeat(count));
        return this;
    }

    /** The status of the answer; 0 if the connection ended without one. */
    public int status(int patienceMillis) {
        try {
            socket.setSoTimeout(patienceMillis);
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return line.length < 12 ? 0 : Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No answer within " + patienceMillis + " ms", e);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

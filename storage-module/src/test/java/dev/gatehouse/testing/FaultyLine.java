package dev.gatehouse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A line to a server on this machine, with the faults that lines and the machines behind them have. */
public final class FaultyLine implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong allowance = new AtomicLong(Long.MAX_VALUE);
    private volatile int answer;
    private volatile long pauseMillis;

    private FaultyLine(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(this::serve);
    }

    public static FaultyLine to(int port) {
        return new FaultyLine(port);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Cuts every connection once so many more bytes have gone to the server. */
    public FaultyLine cutAfter(long bytes) {
        allowance.set(bytes);
        return this;
    }

    /** Answers every HTTP request itself. */
    public FaultyLine answerWith(int status) {
        answer = status;
        cutOpen();
        return this;
    }

    /** Waits before it passes each piece on. */
    public FaultyLine slow(long millis) {
        pauseMillis = millis;
        return this;
    }

    /** Without a fault again, for new connections. */
    public FaultyLine mended() {
        allowance.set(Long.MAX_VALUE);
        answer = 0;
        pauseMillis = 0;
        return this;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutOpen();
    }

    private void cutOpen() {
        open.forEach(FaultyLine::cut);
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                inBackground(() -> pass(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void pass(Socket client) {
        try {
            if (answer != 0) {
                answer(client);
                return;
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            inBackground(() -> copy(server, client, false));
            copy(client, server, true);
        } catch (IOException e) {
            cut(client);
        }
    }

    /** Reads what came, so that the client sees an answer and no reset. */
    private void answer(Socket client) throws IOException {
        client.setSoTimeout(300);
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 " + answer + " Fault\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        client.shutdownOutput();
        try (client) {
            client.getInputStream().skip(Long.MAX_VALUE);
        } catch (IOException e) {
            // enough
        }
        open.remove(client);
    }

    private void copy(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                if (counted && allowance.addAndGet(-count) < 0) {
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // cut
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "faulty line");
        thread.setDaemon(true);
        thread.start();
    }
}

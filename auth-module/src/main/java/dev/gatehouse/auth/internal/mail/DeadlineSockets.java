package dev.gatehouse.auth.internal.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets that stop reading when their time is up. A read timeout alone lets a server that drips a byte now and then
 * hold a worker for ever, and a blocked read does not feel an interrupt.
 */
final class DeadlineSockets extends SocketFactory {

    private final long end;

    DeadlineSockets(Duration life) {
        this.end = System.nanoTime() + life.toNanos();
    }

    @Override
    public Socket createSocket() {
        return new DeadlineSocket(end);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host, port, null, 0);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(local, localPort));
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    private static final class DeadlineSocket extends Socket {

        private final long end;

        DeadlineSocket(long end) {
            this.end = end;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    awaitNoLonger();
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    awaitNoLonger();
                    return super.read(bytes, offset, length);
                }
            };
        }

        private void awaitNoLonger() throws IOException {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("the conversation took too long");
            }
            if (getSoTimeout() == 0 || getSoTimeout() > left) {
                setSoTimeout((int) left);
            }
        }
    }
}

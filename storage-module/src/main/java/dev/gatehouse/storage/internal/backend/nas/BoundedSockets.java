package dev.gatehouse.storage.internal.backend.nas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets on which nobody gets stuck. Java times connecting and reading, but not writing: a write blocks for as long as
 * the other side takes nothing in. These keep room for a whole message in the system's own buffer, and a connection has
 * one message at a time on its way, so that a write always ends and it is the wait for the answer that is timed.
 */
final class BoundedSockets extends SocketFactory {

    private final int connectMillis;
    private final int messageBytes;

    BoundedSockets(int connectMillis, int messageBytes) {
        this.connectMillis = connectMillis;
        this.messageBytes = messageBytes;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    private Socket connected(InetSocketAddress address, InetSocketAddress from) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSendBufferSize(2 * messageBytes);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            if (from != null) {
                socket.bind(from);
            }
            socket.connect(address, connectMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}

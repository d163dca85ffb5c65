package dev.gatehouse.web.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends bytes as they are, for requests that no well-behaved client would make. */
public final class Wire {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final int port;
    private final InetAddress from;

    public Wire(int port) {
        this(port, InetAddress.getLoopbackAddress());
    }

    private Wire(int port, InetAddress from) {
        this.port = port;
        this.from = from;
    }

    /** The same server, asked from another address of this machine. */
    public Wire from(String address) {
        try {
            return new Wire(port, InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A request of these lines, with the host and without a body. */
    public Answer lines(String requestLine, String... headers) {
        return send(requestLine, new byte[0], withHost(headers));
    }

    /** A request whose head is only what is given. */
    public Answer bare(String requestLine, String... headers) {
        return send(requestLine, new byte[0], headers);
    }

    /** A request with a body whose head is only what is given. */
    public Answer bare(String requestLine, byte[] body, String... headers) {
        return send(requestLine, body, headers);
    }

    /** A request with a body; the headers say how long it is, or do not. */
    public Answer body(String requestLine, byte[] body, String... headers) {
        return send(requestLine, body, withHost(headers));
    }

    /** The status of what is answered to a request that has not ended; the connection may stay open for the rest. */
    public int statusBeforeTheEnd(String requestLine, byte[] body, String... headers) {
        try (Socket socket = open()) {
            write(socket, head(requestLine, withHost(headers)), body);
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(line, "HTTP/1.1 ".length(), 3, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(requestLine, e);
        }
    }

    private String[] withHost(String... headers) {
        List<String> all = new ArrayList<>(List.of("Host: localhost:" + port));
        all.addAll(Arrays.asList(headers));
        return all.toArray(String[]::new);
    }

    private Answer send(String requestLine, byte[] body, String... headers) {
        try (Socket socket = open()) {
            write(socket, head(requestLine, headers), body);
            return parse(readAll(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(requestLine, e);
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static String head(String requestLine, String... headers) {
        return requestLine + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
    }

    /** A server that refuses early may close before it has read everything. */
    private static void write(Socket socket, String head, byte[] body) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        try {
            socket.getOutputStream().write(body);
        } catch (IOException e) {
            // What it answered before can still be read.
        }
    }

    private static byte[] readAll(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = socket.getInputStream().read(buffer); read >= 0; ) {
                all.write(buffer, 0, read);
                read = socket.getInputStream().read(buffer);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No end of the answer: " + all.toString(StandardCharsets.UTF_8), e);
        } catch (IOException e) {
            if (all.size() == 0) {
                throw e;
            }
        }
        return all.toByteArray();
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("No HTTP answer: " + text);
        }
        String[] head = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 1; i < head.length; i++) {
            String[] parts = head[i].split(":", 2);
            headers.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1].strip());
        }
        byte[] body = Arrays.copyOfRange(bytes, end + 4, bytes.length);
        return new Answer(
                Integer.parseInt(head[0].split(" ")[1]), HttpHeaders.of(headers, (name, value) -> true), body);
    }
}

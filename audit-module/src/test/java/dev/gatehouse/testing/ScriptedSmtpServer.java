package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A mail server as unfriendly as its script: what it answers to a command, or null for silence. */
final class ScriptedSmtpServer implements AutoCloseable {

    final List<String> commands = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> script;

    /** @param script from a command to its answer; {@code CONNECT} asks for the greeting, {@code .} ends the data */
    ScriptedSmtpServer(UnaryOperator<String> script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Accepts connections and never says a word. */
    static ScriptedSmtpServer silent() {
        return new ScriptedSmtpServer(command -> null);
    }

    /** Friendly, but for the commands that begin with this. */
    static ScriptedSmtpServer answering(String beginning, String answer) {
        return new ScriptedSmtpServer(command -> command.startsWith(beginning) ? answer : friendly(command));
    }

    static String friendly(String command) {
        return switch (command.split("[ :]")[0]) {
            case "CONNECT" -> "220 ready";
            case "DATA" -> "354 go on";
            default -> "250 fine";
        };
    }

    URI address() {
        return URI.create("smtp://127.0.0.1:" + listener.getLocalPort());
    }

    int connections() {
        return connections.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                start(() -> talk(connection));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
            OutputStream out = connection.getOutputStream();
            boolean data = false;
            for (String line = "CONNECT"; line != null; line = in.readLine()) {
                if (data && !line.equals(".")) {
                    continue;
                }
                commands.add(line);
                String answer = script.apply(line);
                if (answer != null) {
                    out.write((answer + "\r\n").getBytes(UTF_8));
                }
                data = "DATA".equals(line) && answer != null && answer.startsWith("354");
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

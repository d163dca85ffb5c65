package dev.gatehouse.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server as unfriendly as its script: what it answers to a command, or null for silence. */
public final class ScriptedSmtpServer implements AutoCloseable {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: *(\\S+)");

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> script;
    private volatile Duration perByte = Duration.ZERO;

    /** @param script from a command to its answer; {@code CONNECT} asks for the greeting, {@code .} ends the data */
    public ScriptedSmtpServer(UnaryOperator<String> script) {
        this(0, script);
    }

    public ScriptedSmtpServer(int port, UnaryOperator<String> script) {
        this.script = script;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** A mail that this server took. */
    public record Accepted(String recipient, String text) {

        public String messageId() {
            Matcher header = MESSAGE_ID.matcher(text);
            if (!header.find()) {
                throw new AssertionError("no Message-ID in " + text);
            }
            return header.group(1);
        }
    }

    /** Accepts connections and never says a word. */
    public static ScriptedSmtpServer silent() {
        return new ScriptedSmtpServer(command -> null);
    }

    /** Friendly, but for the commands that begin with this. */
    public static ScriptedSmtpServer answering(String beginning, String answer) {
        return new ScriptedSmtpServer(command -> command.startsWith(beginning) ? answer : friendly(command));
    }

    public static String friendly(String command) {
        return switch (command.split("[ :]")[0]) {
            case "CONNECT" -> "220 ready";
            case "DATA" -> "354 go on";
            default -> "250 fine";
        };
    }

    /** Goes on with another script and speed, also in conversations that have begun. */
    public void follow(UnaryOperator<String> other, Duration pausePerByte) {
        script = other;
        perByte = pausePerByte;
    }

    public URI address() {
        return URI.create("smtp://127.0.0.1:" + port());
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return connections.size();
    }

    public List<String> commands() {
        return commands;
    }

    /** What it said yes to, oldest first. */
    public List<Accepted> accepted() {
        return accepted;
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
            StringBuilder text = null;
            String recipient = "";
            for (String line = "CONNECT"; line != null; line = in.readLine()) {
                if (text != null && !line.equals(".")) {
                    text.append(line).append('\n');
                    continue;
                }
                commands.add(line);
                String answer = script.apply(line);
                boolean yes = answer != null && answer.startsWith("250");
                if (line.startsWith("RCPT TO:")) {
                    recipient = line.replaceAll("RCPT TO:<([^>]*)>.*", "$1");
                } else if (text != null && yes) {
                    accepted.add(new Accepted(recipient, text.toString()));
                }
                say(answer, out);
                text = "DATA".equals(line) && answer != null && answer.startsWith("354") ? new StringBuilder() : null;
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void say(String answer, OutputStream out) throws IOException {
        if (answer == null) {
            return;
        }
        byte[] bytes = (answer + "\r\n").getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (perByte.isZero()) {
                out.write(bytes, i, bytes.length - i);
                return;
            }
            out.write(bytes[i]);
            LockSupport.parkNanos(perByte.toNanos());
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

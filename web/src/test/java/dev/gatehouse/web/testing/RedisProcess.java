package dev.gatehouse.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Redis as a process of its own on a loopback port, with a password and nothing kept on disk. */
public final class RedisProcess implements AutoCloseable {

    /** Holds what a URL must encode. */
    public static final String PASSWORD = "Redis@Cuckoo/7";

    private static final Duration START = Duration.ofSeconds(20);

    private final int port = GatehouseProcess.freePort();
    private Process process;

    private RedisProcess() {
        start();
    }

    public static RedisProcess started() {
        return new RedisProcess();
    }

    public String url() {
        return "redis://:Redis%40Cuckoo%2F7@127.0.0.1:" + port + "/0";
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        end();
    }

    /** On the same port, empty. */
    public void start() {
        process = run(
                "redis-server",
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--requirepass",
                PASSWORD);
        Patience.until("an answering Redis", START, () -> ask("PING").equals(List.of("PONG")));
    }

    public void send(Signal signal) {
        signal.to(process.pid());
    }

    /** What Redis answers, line by line. */
    public List<String> ask(String... command) {
        List<String> line = new ArrayList<>(
                List.of("redis-cli", "-h", "127.0.0.1", "-p", Integer.toString(port), "--no-auth-warning"));
        line.addAll(List.of("-a", PASSWORD));
        line.addAll(List.of(command));
        try {
            Process asking = run(line.toArray(String[]::new));
            String text = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            asking.waitFor(5, TimeUnit.SECONDS);
            return text.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        end();
    }

    private void end() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError("Redis does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process run(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            if (command[0].equals("redis-server")) {
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            }
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " is needed: .ci/install-tools brings it", e);
        }
    }
}

package dev.gatehouse.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server of its own, started as an administrator would start it: with environment variables. */
public final class GatehouseProcess implements AutoCloseable {

    /** Much longer than a start takes, for machines that are busy with other things. */
    private static final Duration START = Duration.ofSeconds(120);

    private static final Duration STOP = Duration.ofSeconds(40);

    /** Tests play many people from one address; those about the limits set their own. */
    private static final List<String> LIMITS = List.of(
            "RATE_LIMIT_AUTH",
            "RATE_LIMIT_WRITE",
            "RATE_LIMIT_READ",
            "RATE_LIMIT_LOGIN",
            "RATE_LIMIT_SIGNUP",
            "RATE_LIMIT_PASSWORD_RESET");

    private final int port;
    private final Path log;
    private final Process process;

    private GatehouseProcess(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /** Starts a server and waits until it is ready. */
    public static GatehouseProcess serving(String name, Map<String, String> environment) {
        return serving(name, freePort(), environment);
    }

    public static GatehouseProcess serving(String name, int port, Map<String, String> environment) {
        return serving(name, port, environment, List.of());
    }

    /** @param options further options of the container */
    public static GatehouseProcess serving(
            String name, int port, Map<String, String> environment, List<String> options) {
        GatehouseProcess server = launched(name, port, environment, options);
        try {
            server.awaitReady();
            return server;
        } catch (Throwable e) {
            server.close();
            throw e;
        }
    }

    /** Starts a server and waits for nothing. */
    public static GatehouseProcess launched(String name, int port, Map<String, String> environment) {
        return launched(name, port, environment, List.of());
    }

    private static GatehouseProcess launched(
            String name, int port, Map<String, String> environment, List<String> options) {
        try {
            Path scratch = Path.of(System.getProperty("gatehouse.scratch"));
            Files.createDirectories(scratch);
            Path log = scratch.resolve(name + ".log");
            Files.deleteIfExists(log);
            ProcessBuilder builder = new ProcessBuilder(command(port, options))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(key -> !List.of("PATH", "HOME", "LANG")
                    .contains(key));
            builder.environment().put("PORT", Integer.toString(port));
            LIMITS.forEach(limit -> builder.environment().put(limit, "off"));
            builder.environment().putAll(environment);
            return new GatehouseProcess(port, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A data folder that nothing has used. */
    public static Path freshData(String name) {
        Path data = Path.of(System.getProperty("gatehouse.scratch"), name + "-data");
        Trees.delete(data);
        return data;
    }

    /** The environment of a development server with a data folder of its own. */
    public static Map<String, String> development(int port, Path data) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PUBLIC_URL", "http://localhost:" + port);
        environment.put("GATEHOUSE_DATA", data.toString());
        return environment;
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Api api() {
        return new Api(URI.create("http://localhost:" + port));
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the process ended; fails if it does not. */
    public int exitCode(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Still running after " + atMost + ": " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void awaitReady() {
        Patience.until("a ready server; its log: " + log, START, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("Ended with " + process.exitValue() + ": " + log());
            }
            return isReady();
        });
    }

    /** SIGTERM, and the wait for its effect. */
    public int stop() {
        process.destroy();
        return exitCode(STOP);
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        exitCode(STOP);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }

    /** Whether it says so itself. */
    public boolean isReady() {
        try {
            return api().get("/health/ready").send().status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static List<String> command(int port, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx384m");
        // As make run, but without the second compiler, whose work a short life never earns back.
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-jar");
        command.add(System.getProperty("gatehouse.microJar"));
        command.add("--nohazelcast");
        // the levels and the layout that an administrator gets
        command.add("--logProperties");
        command.add(Path.of("..", "deploy", "logging.properties").toString());
        command.add("--port");
        command.add(Integer.toString(port));
        command.addAll(options);
        command.add(System.getProperty("gatehouse.war"));
        return command;
    }
}

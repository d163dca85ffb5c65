package dev.gatehouse.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server of its own, as its users start it: the options of make run and the embedded PostgreSQL. */
final class GatehouseProcess implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Process process;
    private final int port;
    private final double secondsToReady;

    private GatehouseProcess(Process process, int port, double secondsToReady) {
        this.process = process;
        this.port = port;
        this.secondsToReady = secondsToReady;
    }

    static GatehouseProcess start(Path data, Map<String, String> configuration)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@deploy/jvm.options",
                "-jar",
                "server/target/payara/server.jar",
                "--logProperties",
                "deploy/logging.properties",
                "--port",
                String.valueOf(port),
                "web/target/gatehouse.war"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Files.createDirectories(data);
        builder.redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile());
        for (String limit : List.of("AUTH", "WRITE", "READ", "LOGIN", "SIGNUP", "PASSWORD_RESET")) {
            builder.environment().put("RATE_LIMIT_" + limit, "off");
        }
        builder.environment().putAll(configuration);
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment().put("GATEHOUSE_DATA", data.toString());
        long start = System.nanoTime();
        Process process = builder.start();
        awaitReady(process, port, start + PATIENCE_NANOS);
        return new GatehouseProcess(process, port, (System.nanoTime() - start) / 1e9);
    }

    int port() {
        return port;
    }

    double secondsToReady() {
        return secondsToReady;
    }

    /** Resident memory of the JVM (VmRSS), without the database. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitReady(Process process, int port, long deadline) throws InterruptedException, IOException {
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Connection connection = new Connection(port)) {
                if (connection.get("/health/ready", "").status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        process.destroyForcibly();
        throw new IOException("the server did not become ready");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

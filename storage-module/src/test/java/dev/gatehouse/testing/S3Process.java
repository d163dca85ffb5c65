package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An S3 service as a process of its own on a loopback port, which keeps its objects in a folder. */
public final class S3Process implements AutoCloseable {

    public static final String BUCKET = "files";
    public static final String ACCESS_KEY = "gatehouse-test";
    public static final String SECRET_KEY = "S3-Secret-Cuckoo/7";

    private static final Path PROGRAM = Path.of("..", "storage-module", "target", "s3proxy.jar");

    private final int port = Programs.freePort();
    private final Path folder;
    private Process process;

    private S3Process(String name) {
        folder = Programs.freshFolder("s3-" + name);
        start();
    }

    public static S3Process started(String name) {
        return new S3Process(name);
    }

    public int port() {
        return port;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Where the bucket's objects lie. */
    public Path bucket() {
        return folder.resolve("data").resolve(BUCKET);
    }

    /** On the same port, with what it kept. */
    public void start() {
        try {
            Files.createDirectories(bucket());
            Path settings = Files.writeString(
                    folder.resolve("s3proxy.conf"),
                    """
                    s3proxy.endpoint=%s
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem
                    jclouds.filesystem.basedir=%s
                    """
                            .formatted(endpoint(), ACCESS_KEY, SECRET_KEY, folder.resolve("data")));
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            process = Programs.started(
                    folder.resolve("log"),
                    List.of(
                            java,
                            "-Xmx128m",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            PROGRAM.toString(),
                            "--properties",
                            settings.toString()),
                    port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        Programs.kill(process);
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Stands still: connections stay open, nothing is answered. */
    public void freeze() {
        Programs.signal(process, "STOP");
    }

    public void thaw() {
        Programs.signal(process, "CONT");
    }

    @Override
    public void close() {
        kill();
    }
}

package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that tests run beside themselves. */
final class Programs {

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Programs() {}

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty folder of the module that is tested. */
    static Path freshFolder(String name) {
        Path folder = Path.of(
                        "target",
                        "programs",
                        name + "-" + ProcessHandle.current().pid())
                .toAbsolutePath();
        empty(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Process started(Path log, List<String> command, int port) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            awaitPort(process, port, log);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " is needed: .ci/install-tools brings it", e);
        }
    }

    /** With all that it started, as a machine does that loses its power. */
    static void kill(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    /** To all that it started as well, as far as that still runs: it may end a process for each connection that ends. */
    static void signal(Process process, String signal) {
        run("", "kill", "-" + signal, Long.toString(process.pid()));
        process.descendants().forEach(one -> signal(one, signal));
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            run("", "kill", "-" + signal, Long.toString(process.pid()));
        } catch (AssertionError e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    static void run(String input, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var out = process.outputWriter()) {
                out.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " is needed: .ci/install-tools brings it", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitPort(Process process, int port, Path log) {
        long end = System.nanoTime() + START_NANOS;
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new AssertionError("Nothing listens on port " + port + "; see " + log, e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

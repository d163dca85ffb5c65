package dev.gatehouse.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program for Node.js, with what its lock file names from npm. */
public final class NodeProgram {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final String main;

    private NodeProgram(Path folder, String main) {
        this.folder = folder;
        this.main = main;
    }

    /** Copies the sources where they can be run, and fetches what they need; nothing of it runs meanwhile. */
    public static NodeProgram installed(Path sources, String main) {
        Path folder = Path.of(System.getProperty("gatehouse.scratch"), "node-" + sources.getFileName());
        try (Stream<Path> files = Files.list(sources)) {
            Trees.delete(folder);
            Files.createDirectories(folder);
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        NodeProgram program = new NodeProgram(folder, main);
        program.run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                .endsWith(0);
        return program;
    }

    /** Where it runs. */
    public Path folder() {
        return folder;
    }

    public Run run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", main));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** How a run ended, and what it said. */
    public record Run(int status, String said) {

        /** What it said. */
        public String endsWith(int expected) {
            if (status != expected) {
                throw new AssertionError("Ended with " + status + ": " + said);
            }
            return said;
        }
    }

    private Run run(List<String> command) {
        Path log = folder.resolve("run.log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Still running: " + command.get(0) + ": " + Files.readString(log));
            }
            return new Run(process.exitValue(), Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

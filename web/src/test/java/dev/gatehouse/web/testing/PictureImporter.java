package dev.gatehouse.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pictureimport.PictureImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What {@code make import-pictures} runs, with a folder of its own. */
public final class PictureImporter {

    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;

    private PictureImporter(Path folder) {
        this.folder = folder;
    }

    /** How the program ended, and all that it said. */
    public record Run(int exitCode, String text) {

        public Run endsWith(int expected) {
            assertThat(exitCode).as(text).isEqualTo(expected);
            assertThat(text).doesNotContain("Exception");
            return this;
        }

        /** Checks the line about one file. */
        public Run says(String end, String file) {
            assertThat(text).containsPattern("(?m)^" + end + " +\\Q" + file + "\\E");
            return this;
        }

        /** Checks a line of the total. */
        public Run counts(int count, String end) {
            assertThat(text).containsPattern("(?m)^ +" + count + " " + end + "$");
            return this;
        }
    }

    public static PictureImporter ofEmptyFolder(String name) {
        Path folder = Path.of(System.getProperty("gatehouse.scratch"), "pictures of " + name);
        Trees.delete(folder);
        try {
            return new PictureImporter(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PictureImporter with(String file, byte[] content) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Runs as this admin, whose password is everybody's. */
    public Run run(URI server, String admin, String... more) {
        return run(server, admin, Map.of("GATEHOUSE_PASSWORD", People.PASSWORD), more);
    }

    public Run run(URI server, String admin, Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--url=" + server, "--admin=" + admin));
        arguments.addAll(List.of(more));
        arguments.add(folder.toString());
        return run(environment, arguments);
    }

    private static Run run(Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar(),
                PictureImport.class.getName()));
        command.addAll(arguments);
        try {
            ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
            program.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
            program.environment().putAll(environment);
            Process process = program.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String jar() {
        try {
            return Path.of(PictureImport.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.gatehouse.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.seed.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The people that {@code make seed} brings, brought by that very program. */
public final class DemoPeople {

    public static final String PASSWORD = "Correct-Horse-7";
    public static final String WITH_LONG_LISTS = "ann.lee@demo.example";
    public static final String WITH_LONG_NAMES = "wolfeschlegelsteinhausenbergerdorff.welche.vor.altern.waren@"
            + "llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch.verwaltungsgemeinschaft.example";
    public static final String WITH_MARKUP = "bobby@demo.example";
    public static final String WITHOUT_PROOF = "ned.waiting@demo.example";

    private static final long PATIENCE_SECONDS = 120;

    private DemoPeople() {}

    /** How the program ended, and all that it said. */
    public record Run(int exitCode, String text) {}

    /** Runs the program against a server. */
    public static Run seed(URI server) {
        try {
            Path jar = Path.of(Seed.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            jar.toString(),
                            Seed.class.getName(),
                            server.toString())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Run(program.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

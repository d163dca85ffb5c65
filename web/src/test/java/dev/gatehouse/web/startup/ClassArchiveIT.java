package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The JVM leaves an archive that does not fit aside without a word, and then a start takes half as long again. */
class ClassArchiveIT {

    @Test
    void holdsTheServersClasses() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:SharedArchiveFile=" + System.getProperty("gatehouse.classArchive"),
                        "-Xlog:class+load:stdout",
                        "-jar",
                        System.getProperty("gatehouse.microJar"),
                        "--version")
                .redirectErrorStream(true)
                .start();
        String loaded = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        java.waitFor();
        assertThat(loaded.lines().filter(line -> line.contains("fish.payara.micro.impl.PayaraMicroImpl ")))
                .singleElement()
                .asString()
                .endsWith("source: shared objects file (top)");
    }
}

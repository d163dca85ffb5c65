package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Row("R-03")
class PostmasterTest {

    @TempDir
    private Path folder;

    private Path cluster;
    private Path pidFile;
    private Process somebody;
    private Postmaster postmaster;

    @BeforeEach
    void begin() throws IOException {
        cluster = Files.createDirectory(folder.resolve("cluster"));
        pidFile = cluster.resolve("postmaster.pid");
        postmaster = new Postmaster(cluster);
    }

    @AfterEach
    void end() throws InterruptedException {
        if (somebody != null) {
            somebody.destroyForcibly().waitFor();
        }
    }

    @Test
    void takesNobodyElseForThePostmasterThoughThePidFileNamesThem() throws Exception {
        somebody = running("/bin/sleep", cluster);
        Files.writeString(pidFile, somebody.pid() + "\n" + cluster + "\n");

        assertThat(postmaster.running()).isEmpty();
        postmaster.clearRemains();

        assertThat(somebody.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void leavesThePostgresOfAnotherClusterAlone() throws Exception {
        somebody = running(postgres(), Files.createDirectory(folder.resolve("other")));
        Files.writeString(pidFile, somebody.pid() + "\n");

        assertThat(postmaster.running()).isEmpty();
        postmaster.clearRemains();

        assertThat(somebody.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void findsNobodyInAPidFileThatIsCutShort() throws Exception {
        assertThat(postmaster.running()).isEmpty();
        Files.writeString(pidFile, "");
        assertThat(postmaster.running()).isEmpty();
        Files.writeString(pidFile, "garbage");
        assertThat(postmaster.running()).isEmpty();
    }

    @Test
    void recognisesItsOwn() throws Exception {
        somebody = running(postgres(), cluster);
        Files.writeString(pidFile, somebody.pid() + "\n" + cluster + "\n");

        assertThat(postmaster.running()).contains(somebody.toHandle());
    }

    @Test
    void endsABackendThatOutlivedItsPostmaster() throws Exception {
        somebody = running(postgres(), cluster);

        postmaster.clearRemains();

        assertThat(somebody.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    /** A program of PostgreSQL's name that does nothing for a while. */
    private String postgres() throws IOException {
        return Files.copy(Path.of("/bin/sleep"), folder.resolve("postgres")).toString();
    }

    private static Process running(String program, Path workingDirectory) throws IOException {
        return new ProcessBuilder(program, "600")
                .directory(workingDirectory.toFile())
                .start();
    }
}

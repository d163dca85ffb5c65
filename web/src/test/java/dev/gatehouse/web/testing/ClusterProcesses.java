package dev.gatehouse.web.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PostgreSQL processes that work in a folder, whoever started them. */
public final class ClusterProcesses {

    private static final Duration END = Duration.ofSeconds(10);

    private final Path cluster;

    private ClusterProcesses(Path cluster) {
        this.cluster = cluster;
    }

    /** Those of the embedded database of a data folder. */
    public static ClusterProcesses embeddedIn(Path data) {
        return new ClusterProcesses(data.resolve("postgres/cluster"));
    }

    public static ClusterProcesses of(Path cluster) {
        return new ClusterProcesses(cluster);
    }

    /** The one that the pid file names, if it lives. */
    public Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return lines.stream()
                    .findFirst()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public List<ProcessHandle> all() {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes.filter(this::worksHere).toList();
        }
    }

    /** SIGKILL to all of them, as when the power fails. */
    public void kill() {
        List<ProcessHandle> doomed = all();
        doomed.forEach(ProcessHandle::destroyForcibly);
        Patience.until("the database's death", END, () -> doomed.stream().noneMatch(ProcessHandle::isAlive));
    }

    private boolean worksHere(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), cluster);
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.gatehouse.web.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The PostgreSQL processes of one cluster, as the operating system shows them. {@code postmaster.pid} alone proves
 * nothing: after a crash or a reboot its number may be somebody else's, whom {@code pg_ctl stop} would end.
 */
final class Postmaster {

    private static final long KILL_SECONDS = 10;

    private final Path cluster;
    private final Path pidFile;

    Postmaster(Path cluster) {
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /** Whether a process is there and no zombie, which has neither a program nor arguments. */
    static boolean lives(ProcessHandle process) {
        return process.isAlive()
                && (process.info().command().isPresent()
                        || process.info().arguments().isPresent());
    }

    /** The process that the pid file names, if it lives and is this cluster's. */
    Optional<ProcessHandle> running() {
        return named().filter(Postmaster::lives).filter(this::worksHere);
    }

    /** The process that the pid file names, whoever that is. */
    Optional<ProcessHandle> named() {
        try {
            return Files.readAllLines(pidFile).stream()
                    .findFirst()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Where no postmaster is to be: ends what still works on the cluster, such as backends that did not notice their
     * postmaster's death and whose shared memory keeps a new one from starting, and takes the pid file away.
     */
    void clearRemains() throws IOException {
        List<ProcessHandle> remains;
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            remains = all.filter(this::worksHere).toList();
        }
        remains.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : remains) {
            awaitEnd(process);
        }
        Files.deleteIfExists(pidFile);
    }

    /** PostgreSQL works in its cluster's folder; what starts or makes a cluster names the folder last. */
    private boolean worksHere(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean program = info.command()
                .map(command -> command.endsWith("/postgres") || command.endsWith("/initdb"))
                .orElse(true);
        return program
                && (isIn(process)
                        || info.arguments().stream()
                                .flatMap(Arrays::stream)
                                .anyMatch(argument -> argument.endsWith(cluster.toString())));
    }

    private boolean isIn(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), cluster);
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a database process ended", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The database process " + process.pid() + " does not end", e);
        }
    }
}

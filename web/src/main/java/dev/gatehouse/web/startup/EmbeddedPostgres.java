package dev.gatehouse.web.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The PostgreSQL that comes with Gatehouse: one cluster below the data folder, random passwords, SCRAM, 127.0.0.1
 * only. It outlives a killed JVM; the next start recognises it by its data folder, stops it and starts it again. If it
 * is killed itself, it is started again where it was.
 */
final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class.getName());
    private static final long MAX_LOG_BYTES = 10_000_000;
    private static final int START_ATTEMPTS = 3;

    private final Path cluster;
    private final Postmaster postmaster;
    private final Path log;
    private final FileChannel lockFile;
    private final PostgresBinaries binaries;
    private final EmbeddedPasswords passwords;
    private int port;
    private Optional<ProcessHandle> server = Optional.empty();
    private boolean stopped;
    private boolean startsFail;

    private EmbeddedPostgres(Path data) throws IOException {
        Path folder = data.resolve("postgres");
        PrivateFiles.createDirectories(data);
        PrivateFiles.createDirectories(folder);
        lockFile = exclusive(data);
        cluster = folder.resolve("cluster");
        postmaster = new Postmaster(cluster);
        log = folder.resolve("postgres.log");
        passwords = EmbeddedPasswords.loadedOrMadeIn(data);
        binaries = PostgresBinaries.unpackedIn(folder);
    }

    /** Starts the server; makes cluster, roles and database the first time. */
    static EmbeddedPostgres startedIn(Path data) throws IOException, SQLException {
        EmbeddedPostgres server = new EmbeddedPostgres(data.toAbsolutePath().normalize());
        try {
            server.start();
            return server;
        } catch (IOException | SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    PostgresUrl application() {
        return passwords.application(port);
    }

    PostgresUrl owner() {
        return passwords.owner(port);
    }

    /** Starts the server again, at the same port, if it has died and nobody stopped it. To be called every second. */
    synchronized void revive() {
        if (stopped || server.filter(Postmaster::lives).isPresent()) {
            return;
        }
        server = postmaster.running();
        if (server.isPresent()) {
            // A recovery that took longer than pg_ctl waits.
            return;
        }
        if (!startsFail) {
            LOG.warning("The embedded database has died; starting it again");
        }
        try {
            postmaster.clearRemains();
            startOn(port).orFail("Starting the embedded database again (see " + log + ")");
            startsFail = false;
            LOG.info("The embedded database runs again");
        } catch (IOException e) {
            LOG.log(startsFail ? Level.FINE : Level.WARNING, "The embedded database does not start", e);
            startsFail = true;
        }
    }

    /** Stops the server, ending what still runs on it. Stopping twice does nothing. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            if (postmaster.running().isPresent()) {
                stopServer();
            }
            lockFile.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The embedded database did not stop", e);
        }
    }

    private void start() throws IOException, SQLException {
        if (!Files.exists(cluster)) {
            initialise();
        } else {
            stopOrphan();
        }
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.delete(log);
        }
        startServer();
        try (Connection connection =
                passwords.superuser(port, "postgres").dataSource().getConnection()) {
            createRolesAndDatabase(connection);
        }
        passwords.publish(port);
    }

    private void stopOrphan() throws IOException {
        if (postmaster.running().isPresent()) {
            LOG.info("Stopping the embedded database that an earlier process left behind");
            stopServer();
        }
        postmaster.clearRemains();
    }

    private void initialise() throws IOException {
        Path unfinished = cluster.resolveSibling("cluster.unfinished");
        new Postmaster(unfinished).clearRemains();
        PostgresBinaries.delete(unfinished);
        Path passwordFile = passwords.superuserPasswordFile(cluster.getParent());
        try {
            binaries.run(
                            120,
                            "initdb",
                            "--pgdata=" + unfinished,
                            "--username=postgres",
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--locale=C.UTF-8")
                    .orFail("initdb");
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startServer() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            var result = startOn(port);
            if (result.exitCode() == 0) {
                return;
            }
            if (attempt == START_ATTEMPTS) {
                result.orFail("Starting the embedded database (see " + log + ")");
            }
        }
    }

    private PostgresBinaries.Result startOn(int chosen) throws IOException {
        String options =
                "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100 -p " + chosen;
        String folder = cluster.toString();
        var result = binaries.run(
                90, "pg_ctl", "start", "-w", "-t", "60", "-D", folder, "-l", log.toString(), "-o", options);
        if (result.exitCode() == 0) {
            server = postmaster.named();
        }
        return result;
    }

    private void stopServer() throws IOException {
        binaries.run(70, "pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", cluster.toString());
    }

    private void createRolesAndDatabase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String role : EmbeddedPasswords.ROLES) {
                // Role names and the base64url passwords are our own: nothing here needs escaping.
                if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
                    statement.execute("CREATE ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
                }
                statement.execute("ALTER ROLE " + role + " PASSWORD '" + passwords.of(role) + "'");
            }
            String database = EmbeddedPasswords.DATABASE;
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
                statement.execute("CREATE DATABASE " + database + " OWNER " + EmbeddedPasswords.OWNER);
            }
            statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + database + " TO " + EmbeddedPasswords.APPLICATION);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static FileChannel exclusive(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            throw new IOException("Another Gatehouse is running on " + data);
        }
        return channel;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

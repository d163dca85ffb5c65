package dev.gatehouse.web.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A PostgreSQL server beside Gatehouse, prepared as the guide asks: a database, the role that owns it, one that serves. */
public final class ExternalPostgres implements AutoCloseable {

    private static final Logger LIBRARY_LOG = Logger.getLogger(EmbeddedPostgres.class.getName());

    private final Path folder;
    private final int port;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private ExternalPostgres(Path folder, int port, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        this.server = start();
    }

    /**
     * The roles are there before the port opens, as with a real server: Gatehouse may already be waiting for it, and a
     * role that is missing is a fault that it reports at once.
     */
    public static ExternalPostgres startedOn(int port) {
        return startedOn(port, Map.of());
    }

    /** @param settings of the server, as {@code postgresql.conf} takes them */
    public static ExternalPostgres startedOn(int port, Map<String, String> settings) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "external-postgres");
            try (EmbeddedPostgres prepared = in(folder).start();
                    Connection connection = prepared.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE gatehouse_owner LOGIN PASSWORD 'owner'");
                statement.execute("CREATE ROLE gatehouse_app LOGIN PASSWORD 'app'");
                statement.execute("CREATE DATABASE gatehouse OWNER gatehouse_owner");
            }
            return new ExternalPostgres(folder, port, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        EmbeddedPostgres.Builder builder = in(folder).setPort(port);
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** The library would acknowledge commits before they are written, which no real server does unless told to. */
    private static EmbeddedPostgres.Builder in(Path folder) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on");
    }

    public static String application(int port) {
        return url("gatehouse_app:app", port);
    }

    public static String owner(int port) {
        return url("gatehouse_owner:owner", port);
    }

    public String superuser() {
        return url("postgres:postgres", port);
    }

    public ClusterProcesses processes() {
        return ClusterProcesses.of(folder);
    }

    /** SIGKILL to all its processes. */
    public void crash() {
        processes().kill();
        // What the library has to say of a server that cannot be stopped any more is no news.
        LIBRARY_LOG.setLevel(Level.OFF);
        stop();
        LIBRARY_LOG.setLevel(null);
    }

    /** Starts it again where it was. */
    public void restart() {
        try {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
            server = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        Trees.delete(folder);
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(String user, int port) {
        return "postgresql://" + user + "@localhost:" + port + "/gatehouse";
    }
}

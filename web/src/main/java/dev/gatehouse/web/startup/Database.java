package dev.gatehouse.web.startup;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * The one database of this process: the configured server, or the embedded one, which is started on first use. Static,
 * because the container makes the data source before there are beans.
 */
final class Database {

    private static final Logger LOG = Logger.getLogger(Database.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ORDERLY_STOP_SECONDS = 20;

    private static Database current;

    private final PostgresUrl application;
    private final PostgresUrl owner;
    private final Optional<EmbeddedPostgres> embedded;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Database(PostgresUrl application, PostgresUrl owner, Optional<EmbeddedPostgres> embedded) {
        this.application = application;
        this.owner = owner;
        this.embedded = embedded;
    }

    static synchronized Database current() {
        if (current == null) {
            try {
                current = open(Settings.current());
            } catch (RuntimeException | ExceptionInInitializerError e) {
                StartFailure.end(e);
            }
        }
        return current;
    }

    /** Stops the embedded server, if that is what is in use. */
    static synchronized void stop() {
        if (current != null) {
            current.embedded.ifPresent(EmbeddedPostgres::close);
            current.stopped.countDown();
            current = null;
        }
    }

    /** Starts the embedded server again if it has died; an external one is watched by whoever runs it. */
    void revive() {
        embedded.ifPresent(EmbeddedPostgres::revive);
    }

    PostgresUrl application() {
        return application;
    }

    PostgresUrl owner() {
        return owner;
    }

    boolean isEmbedded() {
        return embedded.isPresent();
    }

    /** Whether one role both owns the tables and serves requests, so that the grants protect nothing. */
    boolean hasOneRoleOnly() {
        return owner.user().equals(application.user());
    }

    /** Waits up to 60 s for a server that is still starting; both roles must be let in. */
    private Database reachable() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean told = false;
        while (true) {
            try {
                owner.patientConnection().close();
                application.dataSource().getConnection().close();
                return this;
            } catch (SQLException e) {
                if (!unreachable(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                if (!told) {
                    LOG.info("Waiting up to " + PATIENCE.toSeconds() + " s for the database at " + owner);
                    told = true;
                }
                pause();
            }
        }
    }

    private static Database open(Settings settings) {
        try {
            if (settings.databaseUrl().isPresent()) {
                PostgresUrl application = settings.databaseUrl().get();
                PostgresUrl owner = settings.databaseOwnerUrl().orElse(application);
                return new Database(application, owner, Optional.empty()).reachable();
            }
            EmbeddedPostgres server = EmbeddedPostgres.startedIn(settings.dataFolder());
            Database database = new Database(server.application(), server.owner(), Optional.of(server));
            Runtime.getRuntime().addShutdownHook(new Thread(database::stopAtLast, "embedded-database-stop"));
            return database;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The database cannot be used: " + e.getMessage(), e);
        }
    }

    /** The application stops the database when it is done with it; this is for a process that ends before that. */
    private void stopAtLast() {
        try {
            if (!stopped.await(ORDERLY_STOP_SECONDS, TimeUnit.SECONDS)) {
                embedded.ifPresent(EmbeddedPostgres::close);
            }
        } catch (InterruptedException e) {
            embedded.ifPresent(EmbeddedPostgres::close);
            Thread.currentThread().interrupt();
        }
    }

    /** SQLSTATE class 08 (no connection) and 57P03 (starting up). */
    private static boolean unreachable(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.equals("57P03"));
    }

    private static void pause() throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for the database", e);
        }
    }
}

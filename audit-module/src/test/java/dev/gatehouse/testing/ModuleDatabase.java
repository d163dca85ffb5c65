package dev.gatehouse.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DatabaseChangelogCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;

/**
 * A real PostgreSQL for the tests of one module: its own database, migrated by the owner and used, as in production,
 * by a role that may do nothing but what the grants allow. One server serves the whole JVM.
 */
public final class ModuleDatabase {

    private static final String APP_ROLE = "gatehouse_app";
    private static final String APP_PASSWORD = "app";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name = "module_" + COUNTER.incrementAndGet();
    private final EntityManagerFactory factory;
    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

    /**
     * @param unit the persistence unit to open
     * @param modules the modules whose changelogs ({@code db/<module>/changelog.xml}) are run, in this order
     */
    public ModuleDatabase(String unit, String... modules) {
        try {
            execute(server().getPostgresDatabase(), "CREATE DATABASE " + name);
            for (String module : modules) {
                migrate("db/" + module + "/changelog.xml");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        factory = Persistence.createEntityManagerFactory(
                unit,
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource", "",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.jdbc.url", applicationUrl(),
                        "jakarta.persistence.jdbc.user", APP_ROLE,
                        "jakarta.persistence.jdbc.password", APP_PASSWORD,
                        "eclipselink.connection-pool.default.max", "60",
                        "eclipselink.target-server", "None",
                        "eclipselink.logging.level", "WARNING"));
    }

    /** Connections of the role that the application has. */
    public DataSource asApplication() {
        return server().getDatabase(APP_ROLE, name, Map.of("password", APP_PASSWORD, "stringtype", "unspecified"));
    }

    /** The entity managers keep their connections in a pool, so that tests of many calls are about the calls. */
    private String applicationUrl() {
        return server().getJdbcUrl(APP_ROLE, name) + "&stringtype=unspecified";
    }

    /** Connections of the owner, who is a superuser here. */
    public DataSource asOwner() {
        return server().getDatabase("postgres", name);
    }

    /** The entity manager of the transaction that the calling thread is in; without one, a fresh one per call. */
    public EntityManager entityManager() {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    EntityManager open = current.get();
                    try {
                        return method.invoke(open != null ? open : factory.createEntityManager(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Runs the work in a transaction, joining the thread's open one; an exception rolls back. */
    public <T> T inTransaction(Supplier<T> work) {
        if (current.get() != null) {
            return work.get();
        }
        EntityManager manager = factory.createEntityManager();
        current.set(manager);
        try {
            manager.getTransaction().begin();
            T result = work.get();
            manager.getTransaction().commit();
            return result;
        } finally {
            current.remove();
            if (manager.getTransaction().isActive()) {
                manager.getTransaction().rollback();
            }
            manager.close();
        }
    }

    public void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /** Runs one statement as the owner. */
    public void execute(String sql) {
        execute(asOwner(), sql);
    }

    /** The first column of the first row, read as the owner. */
    public String query(String sql) {
        try (Connection connection = asOwner().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void migrate(String changelog) throws Exception {
        try (Connection connection = asOwner().getConnection()) {
            var database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(Map.of("liquibase.analytics.enabled", "false"), () -> {
                var parameters = new liquibase.changelog.ChangeLogParameters(database);
                parameters.set("app_role", APP_ROLE);
                new CommandScope(UpdateCommandStep.COMMAND_NAME)
                        .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                        .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, changelog)
                        .addArgumentValue(DatabaseChangelogCommandStep.CHANGELOG_PARAMETERS, parameters)
                        .execute();
            });
        }
    }

    private static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres server() {
        return Server.INSTANCE;
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "500")
                        .start();
                execute(
                        server.getPostgresDatabase(),
                        "CREATE ROLE " + APP_ROLE + " LOGIN PASSWORD '" + APP_PASSWORD + "'");
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

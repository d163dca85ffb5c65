package dev.gatehouse.web.startup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DatabaseChangelogCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.ui.LoggerUIService;

/**
 * Brings the schemas up to date at every start, over a short connection of the owner. Liquibase is asked only if the
 * changelogs are not those that the database was brought to last: it takes a second to find out that it has nothing to
 * do.
 */
final class Migration {

    private static final String CHANGELOG = "db/changelog.xml";
    private static final String BOOKKEEPING_SCHEMA = "migration";

    /** One transaction, and one server at a time: IF NOT EXISTS alone fails where two create at once. */
    private static final String BOOKKEEPING =
            """
            SELECT pg_advisory_xact_lock(5134213097);
            CREATE SCHEMA IF NOT EXISTS migration;
            CREATE TABLE IF NOT EXISTS migration.fingerprint (
              single boolean PRIMARY KEY CHECK (single), value text NOT NULL)
            """;

    private static final String REACHED = "SELECT EXISTS (SELECT FROM migration.fingerprint WHERE value = ?)";
    private static final String REMEMBER =
            """
            INSERT INTO migration.fingerprint (single, value) VALUES (true, ?)
            ON CONFLICT (single) DO UPDATE SET value = excluded.value
            """;

    private final PostgresUrl owner;
    private final String applicationRole;

    Migration(PostgresUrl owner, String applicationRole) {
        this.owner = owner;
        this.applicationRole = applicationRole;
    }

    void run() {
        String fingerprint = ChangelogFingerprint.of(CHANGELOG, applicationRole);
        try (Connection connection = owner.patientConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(BOOKKEEPING);
            }
            if (!reached(connection, fingerprint)) {
                alone(connection);
            }
            if (!reached(connection, fingerprint)) {
                Map<String, Object> quietly =
                        Map.of("liquibase.analytics.enabled", false, Scope.Attr.ui.name(), new LoggerUIService());
                Scope.child(quietly, () -> update(connection));
                remember(fingerprint);
            }
        } catch (Exception e) {
            throw new IllegalStateException("The database at " + owner + " could not be migrated", e);
        }
    }

    /** Until the connection closes. Liquibase looks for its tables, and makes them, before it asks for its lock. */
    private static void alone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET lock_timeout = '5min'; SELECT pg_advisory_lock(" + AdvisoryLock.KEY + "); RESET lock_timeout");
        }
    }

    private static boolean reached(Connection connection, String fingerprint) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(REACHED)) {
            query.setString(1, fingerprint);
            try (ResultSet answer = query.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    /** Over a connection of its own: Liquibase leaves the other one in a state of its choice. */
    private void remember(String fingerprint) throws SQLException {
        try (Connection connection = owner.patientConnection();
                PreparedStatement update = connection.prepareStatement(REMEMBER)) {
            update.setString(1, fingerprint);
            update.executeUpdate();
        }
    }

    private void update(Connection connection) throws Exception {
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        database.setLiquibaseSchemaName(BOOKKEEPING_SCHEMA);
        var parameters = new ChangeLogParameters(database);
        parameters.set("app_role", applicationRole);
        new CommandScope(UpdateCommandStep.COMMAND_NAME)
                .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, CHANGELOG)
                .addArgumentValue(DatabaseChangelogCommandStep.CHANGELOG_PARAMETERS, parameters)
                .setOutput(java.io.OutputStream.nullOutputStream())
                .execute();
    }
}

package dev.gatehouse.web.startup;

import java.sql.Connection;
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

/** Brings the schemas up to date at every start, over a short connection of the owner. */
final class Migration {

    private static final String CHANGELOG = "db/changelog.xml";
    private static final String BOOKKEEPING_SCHEMA = "migration";

    private final Database target;

    Migration(Database target) {
        this.target = target;
    }

    void run() {
        try (Connection connection = target.ownerConnection()) {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + BOOKKEEPING_SCHEMA);
            }
            Map<String, Object> quietly =
                    Map.of("liquibase.analytics.enabled", false, Scope.Attr.ui.name(), new LoggerUIService());
            Scope.child(quietly, () -> update(connection));
        } catch (Exception e) {
            throw new IllegalStateException("The database at " + target.owner() + " could not be migrated", e);
        }
    }

    private void update(Connection connection) throws Exception {
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        database.setLiquibaseSchemaName(BOOKKEEPING_SCHEMA);
        var parameters = new ChangeLogParameters(database);
        parameters.set("app_role", target.application().user());
        new CommandScope(UpdateCommandStep.COMMAND_NAME)
                .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, CHANGELOG)
                .addArgumentValue(DatabaseChangelogCommandStep.CHANGELOG_PARAMETERS, parameters)
                .setOutput(java.io.OutputStream.nullOutputStream())
                .execute();
    }
}

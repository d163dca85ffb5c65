package dev.gatehouse.web.startup;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * What the container's pool opens connections with: the application role of {@link Database}.
 *
 * <p>PostgreSQL ends a transaction that does not get on, so that a process that stands still keeps no lock from others,
 * and what it took the time of is not committed much later (the revocation poll re-reads a minute).
 */
public class GatehouseDataSource implements DataSource {

    /** A server before 17 has no limit for whole transactions; it is asked for what it has. */
    private static final String LIMITS =
            """
            SELECT set_config(name, CASE name WHEN 'transaction_timeout' THEN '30s' ELSE '10s' END, false)
            FROM pg_settings WHERE name IN ('transaction_timeout', 'idle_in_transaction_session_timeout')
            """;

    private volatile DataSource delegate;

    @Override
    public Connection getConnection() throws SQLException {
        DataSource source = delegate;
        if (source == null) {
            source = Database.current().application().dataSource();
            delegate = source;
        }
        return limited(source.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private static Connection limited(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(LIMITS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // The driver logs through java.util.logging.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // PostgresUrl decides the timeouts.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper of " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

package dev.gatehouse.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The embedded database of a server that is measured, as its superuser sees it. */
final class ServerDatabase implements AutoCloseable {

    private static final String IN_FORCE =
            """
            SELECT 'PostgreSQL ' || current_setting('server_version')
              || ', fsync ' || current_setting('fsync')
              || ', synchronous_commit ' || current_setting('synchronous_commit')
              || ', hashes ' || coalesce((SELECT string_agg(DISTINCT split_part(password_hash, '$', 2) || ' '
                   || split_part(password_hash, '$', 4), ' and ') FROM auth.account WHERE password_hash <> ''), 'none')
            """;

    private final Connection connection;

    private ServerDatabase(Connection connection) {
        this.connection = connection;
    }

    static ServerDatabase below(Path data) throws IOException, SQLException {
        Properties addresses = new Properties();
        addresses.load(new StringReader(Files.readString(data.resolve("database.properties"))));
        URI url = URI.create(addresses.getProperty("superuser.url"));
        String[] user = url.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        return new ServerDatabase(DriverManager.getConnection(jdbc, user[0], user[1]));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What decides the figures, read off the server rather than assumed: durability, and the cost of its hashes. */
    String inForce() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(IN_FORCE)) {
            answer.next();
            return answer.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

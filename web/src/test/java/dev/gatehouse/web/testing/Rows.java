package dev.gatehouse.web.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** Looks into a database, past the application. */
public final class Rows {

    /** Everything that a request could leave something in. */
    private static final List<String> TABLES = List.of(
            "auth.account",
            "auth.one_time_token",
            "auth.consent",
            "auth.mail_outbox",
            "session.session",
            "session.account_version",
            "audit.event",
            "audit.personal_data");

    private final Supplier<String> url;

    private Rows(Supplier<String> url) {
        this.url = url;
    }

    /** @param url in {@code postgresql://} form; asked anew for each statement, for a restart changes the port */
    public static Rows of(Supplier<String> url) {
        return new Rows(url);
    }

    /** How many rows each table has. */
    public Map<String, Long> counts() {
        String query = TABLES.stream()
                .map(table -> "SELECT '" + table + "=' || count(*) FROM " + table)
                .collect(Collectors.joining(" UNION ALL "));
        return texts(query).stream()
                .map(line -> line.split("="))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Long.valueOf(parts[1])));
    }

    public long number(String query, Object... parameters) {
        return Long.parseLong(text(query, parameters));
    }

    /** The first column of the only row. */
    public String text(String query, Object... parameters) {
        List<String> found = texts(query, parameters);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " rows for " + query);
        }
        return found.get(0);
    }

    /** The first column of all rows. */
    public List<String> texts(String query, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, query, parameters);
                ResultSet found = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (found.next()) {
                texts.add(found.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(query + ": " + e.getMessage(), e);
        }
    }

    public int change(String statement, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement prepared = prepare(connection, statement, parameters)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(statement + ": " + e.getMessage(), e);
        }
    }

    /** The account of an address. */
    public UUID account(String address) {
        return UUID.fromString(text("SELECT id FROM auth.account WHERE email = ?", address));
    }

    /** The types of the events about an account, oldest first. */
    public List<String> eventsAbout(UUID account) {
        return texts("SELECT type FROM audit.event WHERE subject_id = ? ORDER BY sequence", account);
    }

    public Connection connect() throws SQLException {
        URI uri = URI.create(url.get());
        String[] user = uri.getUserInfo().split(":", 2);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {uri.getHost()});
        source.setPortNumbers(new int[] {uri.getPort()});
        source.setDatabaseName(uri.getPath().substring(1));
        source.setUser(user[0]);
        source.setPassword(user[1]);
        return source.getConnection();
    }

    private static PreparedStatement prepare(Connection connection, String text, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}

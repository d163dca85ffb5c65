package dev.gatehouse.web.startup;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A connection URI as psql takes it: {@code postgresql://user:password@host:port/name?sslmode=…}
 * (PostgreSQL manual, "Connection URIs").
 */
record PostgresUrl(
        String user, String password, String host, int port, String database, Map<String, String> parameters) {

    private static final int DEFAULT_PORT = 5432;

    PostgresUrl {
        parameters = Map.copyOf(parameters);
    }

    /** @throws IllegalArgumentException if the text is not such a URI; the message holds no part of it */
    static PostgresUrl parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a URI (is a special character in the password not %-encoded?)");
        }
        boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        String path = uri.getPath();
        if (!scheme || uri.getHost() == null || uri.getRawUserInfo() == null || path == null || path.length() < 2) {
            throw new IllegalArgumentException("must look like postgresql://user:password@host:port/name");
        }
        String[] userInfo = uri.getRawUserInfo().split(":", 2);
        return new PostgresUrl(
                decode(userInfo[0]),
                userInfo.length == 2 ? decode(userInfo[1]) : "",
                uri.getHost(),
                uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
                path.substring(1),
                query(uri.getRawQuery()));
    }

    /** A connection for migrations, whose statements may take their time. */
    Connection patientConnection() throws SQLException {
        PGSimpleDataSource source = dataSource();
        source.setSocketTimeout(0);
        return source.getConnection();
    }

    /** Connections that give up: 5 s to connect, 30 s for an answer. */
    PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("gatehouse");
        source.setConnectTimeout(5);
        source.setSocketTimeout(30);
        source.setTcpKeepAlive(true);
        source.setStringType("unspecified");
        // The detail of an error quotes the row: hashes and personal data would come into the log.
        source.setLogServerErrorDetail(false);
        parameters.forEach((name, value) -> {
            try {
                source.setProperty(name, value);
            } catch (SQLException e) {
                throw new IllegalArgumentException("has a parameter that the driver does not take: " + name, e);
            }
        });
        return source;
    }

    String text() {
        StringBuilder text = new StringBuilder("postgresql://")
                .append(encode(user))
                .append(':')
                .append(encode(password))
                .append('@')
                .append(host)
                .append(':')
                .append(port)
                .append('/')
                .append(database);
        char separator = '?';
        for (var parameter : parameters.entrySet()) {
            text.append(separator).append(parameter.getKey()).append('=').append(encode(parameter.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "postgresql://" + host + ":" + port + "/" + database;
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

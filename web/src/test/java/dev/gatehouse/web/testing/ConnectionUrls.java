package dev.gatehouse.web.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What {@code database.properties} says about an embedded database: addresses that psql would take. */
public record ConnectionUrls(String application, String owner, String superuser) {

    public static ConnectionUrls in(Path data) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("database.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ConnectionUrls(
                properties.getProperty("url"),
                properties.getProperty("owner.url"),
                properties.getProperty("superuser.url"));
    }
}

package dev.gatehouse.web.startup;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The embedded database's passwords, kept with its addresses in {@code database.properties} (mode 0600). */
final class EmbeddedPasswords {

    static final String DATABASE = "gatehouse";
    static final String OWNER = "gatehouse_owner";
    static final String APPLICATION = "gatehouse_app";
    static final List<String> ROLES = List.of(OWNER, APPLICATION);

    private static final String SUPERUSER = "postgres";
    private static final Map<String, String> KEYS =
            Map.of(APPLICATION, "url", OWNER, "owner.url", SUPERUSER, "superuser.url");

    private final Path file;
    private final Map<String, String> passwords;

    private EmbeddedPasswords(Path file, Map<String, String> passwords) {
        this.file = file;
        this.passwords = passwords;
    }

    static EmbeddedPasswords loadedOrMadeIn(Path data) throws IOException {
        Path file = data.resolve("database.properties");
        if (Files.exists(file)) {
            return new EmbeddedPasswords(file, load(file));
        }
        if (Files.exists(data.resolve("postgres").resolve("cluster"))) {
            throw new IOException(file + " is missing: without it nobody can sign in to the database beside it");
        }
        Map<String, String> made = new HashMap<>();
        KEYS.keySet().forEach(role -> made.put(role, random()));
        EmbeddedPasswords passwords = new EmbeddedPasswords(file, made);
        passwords.publish(1);
        return passwords;
    }

    String of(String role) {
        return passwords.get(role);
    }

    PostgresUrl application(int port) {
        return url(APPLICATION, port, DATABASE);
    }

    PostgresUrl owner(int port) {
        return url(OWNER, port, DATABASE);
    }

    PostgresUrl superuser(int port, String database) {
        return url(SUPERUSER, port, database);
    }

    /** Writes where the database can be reached now. */
    void publish(int port) throws IOException {
        StringBuilder text = new StringBuilder("# The embedded database. Keep this file secret and with its folder.\n");
        KEYS.forEach((role, key) -> text.append(key)
                .append('=')
                .append(url(role, port, DATABASE).text())
                .append('\n'));
        PrivateFiles.write(file, text.toString());
    }

    Path superuserPasswordFile(Path folder) throws IOException {
        Path passwordFile = folder.resolve("initdb.password");
        PrivateFiles.write(passwordFile, of(SUPERUSER));
        return passwordFile;
    }

    private PostgresUrl url(String role, int port, String database) {
        return new PostgresUrl(role, of(role), "127.0.0.1", port, database, Map.of());
    }

    private static Map<String, String> load(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        Map<String, String> passwords = new HashMap<>();
        KEYS.forEach((role, key) -> {
            String url = properties.getProperty(key);
            if (url == null) {
                throw new UncheckedIOException(new IOException(file + " lacks the line " + key));
            }
            passwords.put(role, PostgresUrl.parse(url).password());
        });
        return passwords;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

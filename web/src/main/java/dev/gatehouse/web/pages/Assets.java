package dev.gatehouse.web.pages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** Addresses of static files; they change with the content, so that browsers may keep the files for good. */
@Named
@ApplicationScoped
public class Assets {

    private static final String FOLDER = "/assets/";

    private final ServletContext context;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    @Inject
    Assets(ServletContext context) {
        this.context = context;
    }

    public String of(String name) {
        return addresses.computeIfAbsent(name, missing -> FOLDER + name + "?v=" + fingerprint(FOLDER + name));
    }

    private String fingerprint(String path) {
        try (InputStream content = context.getResourceAsStream(path)) {
            CRC32 checksum = new CRC32();
            checksum.update(content.readAllBytes());
            return Long.toHexString(checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

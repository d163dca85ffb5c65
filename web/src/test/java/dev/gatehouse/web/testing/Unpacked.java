package dev.gatehouse.web.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip, read by its directory as unpacking programs do. */
public final class Unpacked {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private Unpacked() {}

    /** @throws ZipException if it is none, or not a whole one */
    public static Unpacked of(byte[] zip) throws ZipException {
        Unpacked unpacked = new Unpacked();
        try {
            Path file = Files.createTempFile(Path.of(System.getProperty("gatehouse.scratch")), "export", ".zip");
            Files.write(file, zip);
            unpacked.read(file.toFile());
            Files.delete(file);
            return unpacked;
        } catch (ZipException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(File file) throws IOException {
        try (ZipFile zip = new ZipFile(file)) {
            Enumeration<? extends ZipEntry> all = zip.entries();
            while (all.hasMoreElements()) {
                ZipEntry entry = all.nextElement();
                byte[] before =
                        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                if (before != null) {
                    throw new AssertionError("twice: " + entry.getName());
                }
            }
        }
    }

    public Map<String, byte[]> entries() {
        return entries;
    }

    public String text(String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }

    public JsonObject account() {
        try (var reader = Json.createReader(new ByteArrayInputStream(entries.get("account.json")))) {
            return reader.readObject();
        }
    }
}

package dev.gatehouse.web.startup;

import static dev.gatehouse.web.startup.ConfigurationKey.STORAGE_BACKENDS;
import static dev.gatehouse.web.startup.ConfigurationKey.STORAGE_MAX_FILE;
import static dev.gatehouse.web.startup.ConfigurationKey.STORAGE_QUOTA;
import static dev.gatehouse.web.startup.ConfigurationKey.STORAGE_TYPES;

import dev.gatehouse.storage.FileType;
import dev.gatehouse.storage.StorageSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of {@code STORAGE_*}. */
final class StorageReader {

    private static final int MAX_FILES = 10_000;
    private static final List<String> BACKENDS = List.of("s3", "nas", "local");
    private static final List<String> PRESET = List.of("local");

    private StorageReader() {}

    static StorageSettings read(ConfigurationValues values, Path dataFolder) {
        return new StorageSettings(
                values.bytes(STORAGE_QUOTA, 1L << 30),
                values.bytes(STORAGE_MAX_FILE, 100L << 20),
                MAX_FILES,
                types(values),
                backends(values),
                dataFolder.resolve("files"));
    }

    private static Set<FileType> types(ConfigurationValues values) {
        Set<FileType> types = EnumSet.noneOf(FileType.class);
        for (String name : values.list(STORAGE_TYPES)) {
            Optional<FileType> type = FileType.named(name);
            type.ifPresent(types::add);
            if (type.isEmpty()) {
                values.fault(STORAGE_TYPES, "must be a list of types such as pdf,png,docx; unknown: " + name);
            }
        }
        return types.isEmpty() ? EnumSet.allOf(FileType.class) : types;
    }

    private static List<String> backends(ConfigurationValues values) {
        List<String> backends = values.list(STORAGE_BACKENDS);
        if (!BACKENDS.containsAll(backends) || Set.copyOf(backends).size() < backends.size()) {
            values.fault(STORAGE_BACKENDS, "must be an ordered list of " + String.join(", ", BACKENDS));
        }
        return backends.isEmpty() ? PRESET : backends;
    }
}

package dev.gatehouse.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What an account may keep, and where it lies.
 *
 * @param quotaBytes all its files together
 * @param maxFileBytes one file
 * @param maxFiles how many files
 * @param types what a file may be
 * @param backends names in the order in which they are tried
 * @param folder where the local backend keeps its objects
 */
public record StorageSettings(
        long quotaBytes, long maxFileBytes, int maxFiles, Set<FileType> types, List<String> backends, Path folder) {

    public StorageSettings {
        types = Set.copyOf(types);
        backends = List.copyOf(backends);
    }
}

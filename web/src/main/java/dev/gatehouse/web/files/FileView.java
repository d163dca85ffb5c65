package dev.gatehouse.web.files;

import dev.gatehouse.storage.StoredFile;
import java.time.Instant;
import java.util.UUID;

/** A file as its owner sees it. */
public record FileView(UUID id, String name, String contentType, long size, String sha256, Instant createdAt) {

    static FileView of(StoredFile file) {
        return new FileView(file.id(), file.name(), file.contentType(), file.size(), file.sha256(), file.createdAt());
    }
}

package dev.gatehouse.storage.internal.file;

import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A row for each object that is to stay; written when the object is durable, and never before. */
@Entity
@Table(schema = "storage", name = "file")
class KeptFile {

    @Id
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    private String name;

    @Column(name = "content_type")
    private String contentType;

    private long size;

    private String sha256;

    private String backend;

    @Column(name = "object_key")
    private UUID objectKey;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    StoredFile file() {
        return new StoredFile(id, accountId, name, contentType, size, sha256, createdAt.toInstant());
    }

    String backend() {
        return backend;
    }

    ObjectKey key() {
        return new ObjectKey(objectKey);
    }
}

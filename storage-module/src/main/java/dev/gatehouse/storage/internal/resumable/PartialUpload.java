package dev.gatehouse.storage.internal.resumable;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.storage.ExpectedLength;
import dev.gatehouse.storage.ResumableUpload;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.storage.internal.NullableUuid;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** How far an upload has come. Read here, written by the statements of {@link UploadRows}. */
@Entity
@Table(schema = "storage", name = "upload")
class PartialUpload {

    @Id
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    private String name;

    @Column(name = "declared_type")
    private String declaredType;

    private String metadata;

    private long length;

    private long received;

    @Convert(converter = NullableUuid.class)
    @Column(name = "file_id")
    private UUID fileId;

    @Convert(converter = NullableUuid.class)
    private UUID writer;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    String name() {
        return name;
    }

    long length() {
        return length;
    }

    long received() {
        return received;
    }

    boolean isFile() {
        return fileId != null;
    }

    boolean isWrittenBy(UUID candidate) {
        return candidate.equals(writer);
    }

    /** As if it came in one request. */
    UploadRequest asRequest(Origin origin) {
        return new UploadRequest(
                accountId, name, Optional.ofNullable(declaredType), ExpectedLength.exactly(length), origin);
    }

    ResumableUpload view() {
        return new ResumableUpload(
                id, accountId, length, received, metadata, expiresAt.toInstant(), Optional.ofNullable(fileId));
    }
}

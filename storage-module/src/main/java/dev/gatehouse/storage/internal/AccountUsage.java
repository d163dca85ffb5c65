package dev.gatehouse.storage.internal;

import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.StorageUsage.Usage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The running totals of one account's files. */
@Entity
@Table(schema = "storage", name = "usage")
class AccountUsage {

    @Id
    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "used_bytes")
    private long usedBytes;

    @Column(name = "file_count")
    private long fileCount;

    Usage within(StorageSettings limits) {
        return new Usage(usedBytes, limits.quotaBytes(), fileCount, limits.maxFileBytes());
    }
}

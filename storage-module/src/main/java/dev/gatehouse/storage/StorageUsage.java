package dev.gatehouse.storage;

import java.util.UUID;

/** Tells how much of its quota an account has used. */
public interface StorageUsage {

    /** The account's usage; an account that never kept a file, known or not, uses nothing. */
    Usage of(UUID accountId);

    /**
     * Use and limits at one moment.
     *
     * @param usedBytes the sum over the account's files
     * @param quotaBytes what that sum may come to
     * @param fileCount how many files there are
     * @param maxFileBytes what a single file may come to
     */
    record Usage(long usedBytes, long quotaBytes, long fileCount, long maxFileBytes) {}
}

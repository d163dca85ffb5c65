package dev.gatehouse.storage;

/**
 * What an account may keep.
 *
 * @param quotaBytes all its files together
 * @param maxFileBytes one file
 * @param maxFiles how many files
 */
public record StorageSettings(long quotaBytes, long maxFileBytes, int maxFiles) {}

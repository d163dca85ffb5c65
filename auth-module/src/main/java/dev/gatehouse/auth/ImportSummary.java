package dev.gatehouse.auth;

/**
 * What became of an import as a whole.
 *
 * @param complete false if there were more lines than one call takes; those were not read
 */
public record ImportSummary(int created, int existing, int invalid, boolean complete) {}

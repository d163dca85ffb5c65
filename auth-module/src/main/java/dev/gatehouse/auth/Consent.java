package dev.gatehouse.auth;

import java.time.Instant;

/**
 * What somebody has agreed to.
 *
 * @param kind {@code terms} or {@code privacy}
 * @param version of the text
 */
public record Consent(String kind, String version, Instant acceptedAt) {}

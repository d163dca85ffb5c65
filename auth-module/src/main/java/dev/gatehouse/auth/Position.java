package dev.gatehouse.auth;

import java.time.Instant;
import java.util.UUID;

/** Where a list that is newest first goes on: the time and the id of the last entry so far. */
public record Position(Instant createdAt, UUID id) {}

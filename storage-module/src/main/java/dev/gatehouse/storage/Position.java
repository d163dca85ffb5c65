package dev.gatehouse.storage;

import java.time.Instant;
import java.util.UUID;

/** Where a list goes on: after the file of this time and id. */
public record Position(Instant createdAt, UUID id) {}

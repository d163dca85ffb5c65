package dev.gatehouse.auth.internal.challenge;

import dev.gatehouse.auth.Holder;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A challenge that was open when it was read. */
record StoredChallenge(UUID id, Holder holder, Optional<String> deviceName, Duration expiresIn) {}

package dev.gatehouse.auth.internal.challenge;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.session.NewSession;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A challenge that was open when it was read. */
record StoredChallenge(
        UUID id, Holder holder, NewSession.Kind sessionKind, Optional<String> deviceName, Duration expiresIn) {}

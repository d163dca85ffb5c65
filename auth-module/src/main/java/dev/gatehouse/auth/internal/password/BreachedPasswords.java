package dev.gatehouse.auth.internal.password;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.BreachSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks another server whether a password has leaked anywhere, and tells it no more than five of the forty digits of the
 * password's SHA-1 (k-anonymity). Where it does not answer the password counts as sound, the trail says so, and nobody
 * is kept waiting for it again within a minute.
 */
@ApplicationScoped
class BreachedPasswords {

    private static final int PREFIX = 5;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Optional<URI> rangeApi;
    private final BreachRanges ranges;
    private final AuditTrail trail;
    private final Clock clock;
    private final AtomicReference<Instant> pauseUntil = new AtomicReference<>(Instant.MIN);

    @Inject
    BreachedPasswords(BreachSettings settings, BreachRanges ranges, AuditTrail trail, Clock clock) {
        this.rangeApi = settings.rangeApi();
        this.ranges = ranges;
        this.trail = trail;
        this.clock = clock;
    }

    /** False also where nobody could be asked. */
    boolean contain(String password) {
        if (rangeApi.isEmpty() || clock.instant().isBefore(pauseUntil.get())) {
            return false;
        }
        String hash = sha1(password);
        try {
            return ranges.of(rangeApi.get(), hash.substring(0, PREFIX))
                    .lines()
                    .anyMatch(line -> names(line, hash.substring(PREFIX)));
        } catch (BreachRanges.Unavailable e) {
            pause(e.getMessage());
            return false;
        }
    }

    /** A line is the rest of a hash and how often it leaked; padding leaked never. */
    private static boolean names(String line, String rest) {
        return line.regionMatches(true, 0, rest + ":", 0, rest.length() + 1)
                && !line.substring(rest.length() + 1).strip().equals("0");
    }

    private void pause(String reason) {
        Instant now = clock.instant();
        Instant before = pauseUntil.get();
        if (!now.isBefore(before) && pauseUntil.compareAndSet(before, now.plus(PAUSE))) {
            trail.recordRefusal(
                    AuditEvent.failure(EventType.SECURITY_SUSPICIOUS_ACTIVITY, Actor.system(), Origin.none())
                            .because("breach_lookup_unavailable")
                            .with("cause", reason));
        }
    }

    private static String sha1(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

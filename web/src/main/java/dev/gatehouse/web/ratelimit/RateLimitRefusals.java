package dev.gatehouse.web.ratelimit;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.RequestOrigin;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Records that a client was held back: the first time in each of its periods, so that nobody can fill the trail. */
@ApplicationScoped
class RateLimitRefusals {

    private static final Logger LOG = Logger.getLogger(RateLimitRefusals.class.getName());
    /** For an attacker with many addresses. */
    private static final int MOST_A_MINUTE = 120;

    private final RateLimiter limiter;
    private final AuditTrail audit;
    private final Bucket room = Bucket.builder()
            .addLimit(limit -> limit.capacity(MOST_A_MINUTE).refillGreedy(MOST_A_MINUTE, Duration.ofMinutes(1)))
            .build();

    @Inject
    RateLimitRefusals(RateLimiter limiter, AuditTrail audit) {
        this.limiter = limiter;
        this.audit = audit;
    }

    /** The refusal stands even where it cannot be recorded now. */
    void record(Verdict refusal, Optional<Caller> caller, HttpServletRequest request) {
        if (!limiter.first(refusal) || !room.tryConsume(1)) {
            return;
        }
        try {
            audit.recordRefusal(AuditEvent.denied(
                            EventType.SECURITY_RATE_LIMITED,
                            caller.map(Caller::actor).orElse(Actor.anonymous()),
                            RequestOrigin.of(request))
                    .because(refusal.key().limit().label()));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A refused request (rate limit) could not be recorded", e);
        }
    }
}

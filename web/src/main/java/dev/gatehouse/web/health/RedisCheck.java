package dev.gatehouse.web.health;

import dev.gatehouse.web.ratelimit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether nodes count rate limits together. Nothing stops without Redis, so the check itself is always up. */
@Readiness
@ApplicationScoped
public class RedisCheck implements HealthCheck {

    private final RateLimiter limiter;

    @Inject
    RedisCheck(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("redis")
                .up()
                .withData("state", limiter.state().name().toLowerCase(Locale.ROOT))
                .build();
    }
}

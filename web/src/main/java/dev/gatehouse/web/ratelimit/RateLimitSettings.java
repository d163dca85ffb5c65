package dev.gatehouse.web.ratelimit;

import java.util.Map;
import java.util.Optional;

/**
 * The limits in force.
 *
 * @param rates a limit that is off is not among them
 * @param redis where nodes count together; without it each counts for itself
 */
public record RateLimitSettings(Map<Limit, Rate> rates, Optional<RedisUrl> redis) {

    public RateLimitSettings {
        rates = Map.copyOf(rates);
    }
}

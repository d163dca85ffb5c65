package dev.gatehouse.web.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * What a count says of a request.
 *
 * @param remaining how many more until the reset
 * @param untilReset how long until the whole count is free again
 */
record Verdict(BucketKey key, boolean allowed, long remaining, Duration untilReset) {

    static Verdict of(BucketKey key, ConsumptionProbe probe) {
        return new Verdict(
                key, probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Rounded up: who comes back then is not too early. */
    long secondsUntilReset() {
        return Math.max(
                1, untilReset.plusNanos(Duration.ofSeconds(1).toNanos() - 1).toSeconds());
    }
}

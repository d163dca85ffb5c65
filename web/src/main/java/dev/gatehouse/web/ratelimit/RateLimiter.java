package dev.gatehouse.web.ratelimit;

import com.google.crypto.tink.prf.PrfSet;
import dev.gatehouse.web.startup.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts requests. What this process has counted itself decides first: a client that is over the limit here is refused
 * without asking Redis, and the counts go on where they were when Redis is lost. Only what this process would let through
 * is counted by all nodes together.
 */
@ApplicationScoped
public class RateLimiter {

    private final Map<Limit, Rate> rates;
    private final LocalBuckets local = new LocalBuckets();
    private final Optional<SharedBuckets> shared;

    @Inject
    RateLimiter(Settings settings, PrfSet prfs) throws GeneralSecurityException {
        this.rates = settings.rateLimits().rates();
        RedisKeys keys = new RedisKeys(prfs);
        this.shared = settings.rateLimits().redis().map(url -> new SharedBuckets(url, keys));
    }

    /** How the counts are kept. */
    public enum State {
        /** By this process; nothing else is configured. */
        LOCAL,
        /** In Redis. */
        SHARED,
        /** By this process, because Redis is away. */
        DEGRADED
    }

    /** Those of the limits that are not off. */
    List<Limit> inForce(List<Limit> limits) {
        return limits.stream().filter(rates::containsKey).toList();
    }

    /**
     * Counts a request against all its limits.
     *
     * @param limits those in force
     * @param client the account, or where there is none the address
     * @return the first limit that refuses it, else the one that is nearest to that; empty where there is none
     */
    Optional<Verdict> count(List<Limit> limits, String client, String address) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Limit limit : limits) {
            Verdict verdict = take(new BucketKey(limit, rates.get(limit), limit.perAccount() ? client : address));
            if (!verdict.allowed()) {
                return Optional.of(verdict);
            }
            verdicts.add(verdict);
        }
        return verdicts.stream().min(Comparator.comparingLong(Verdict::remaining));
    }

    /** Whether this refusal is the first of its count; on all nodes, while they share theirs. */
    boolean first(Verdict refusal) {
        BucketKey key = refusal.key();
        Duration window = refusal.untilReset();
        return local.first(key, window)
                && shared.flatMap(buckets -> buckets.first(key, window)).orElse(true);
    }

    public State state() {
        if (shared.isEmpty()) {
            return State.LOCAL;
        }
        return shared.get().available() ? State.SHARED : State.DEGRADED;
    }

    /** To be called every second. */
    public void revive() {
        shared.ifPresent(SharedBuckets::revive);
    }

    /** Forgets what this process has counted. */
    public void forget() {
        local.forget();
    }

    @PreDestroy
    void close() {
        shared.ifPresent(SharedBuckets::close);
    }

    private Verdict take(BucketKey key) {
        Verdict here = local.take(key);
        return here.allowed() ? shared.flatMap(buckets -> buckets.take(key)).orElse(here) : here;
    }
}

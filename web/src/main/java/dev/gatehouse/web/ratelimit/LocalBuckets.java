package dev.gatehouse.web.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * The counts of this process, in bounded memory: under a flood of addresses those that are seldom seen are forgotten
 * first. A count whose period is over is forgotten too, so that the next one begins with the next request.
 */
final class LocalBuckets {

    /** 470 bytes each. */
    private static final int MAX_BUCKETS = 50_000;

    private final TimeMeter clock;
    private final Cache<BucketKey, Bucket> buckets;
    private final Cache<BucketKey, Duration> told;

    LocalBuckets() {
        this(Ticker.systemTicker(), MAX_BUCKETS);
    }

    LocalBuckets(Ticker ticker, int atMost) {
        this.clock = new Monotonic(ticker);
        this.buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(atMost)
                .expireAfter(Expiry.<BucketKey, Bucket>creating(
                        (key, bucket) -> key.rate().period()))
                .build();
        this.told = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(atMost)
                .expireAfter(Expiry.<BucketKey, Duration>creating((key, window) -> window))
                .build();
    }

    Verdict take(BucketKey key) {
        return Verdict.of(key, buckets.get(key, this::made).tryConsumeAndReturnRemaining(1));
    }

    /** Whether nobody asked this about the key within the time. */
    boolean first(BucketKey key, Duration within) {
        return told.asMap().putIfAbsent(key, within) == null;
    }

    void forget() {
        buckets.invalidateAll();
        told.invalidateAll();
    }

    /** How much is kept, once what is over has been put away. */
    long size() {
        buckets.cleanUp();
        told.cleanUp();
        return buckets.estimatedSize() + told.estimatedSize();
    }

    private Bucket made(BucketKey key) {
        return Bucket.builder()
                .addLimit(key.configuration().getBandwidths()[0])
                .withCustomTimePrecision(clock)
                .build();
    }

    /** A clock that nobody sets: no jump of the machine's time opens or shuts anything. */
    private record Monotonic(Ticker ticker) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ticker.read();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}

package dev.gatehouse.web.ratelimit;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;

/** The counts that all nodes share, over one connection. Whatever goes wrong is thrown, after {@link #PATIENCE}. */
final class RedisBuckets implements AutoCloseable {

    /** How long a request may wait for Redis, which answers in less than a millisecond when it is well. */
    static final Duration PATIENCE = Duration.ofMillis(250);

    private static final BucketKey PROBE =
            new BucketKey(Limit.READ, new Rate(1_000_000, Duration.ofSeconds(10)), "probe");
    private static final byte[] YES = {'1'};

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final ProxyManager<byte[]> buckets;
    private final RedisKeys keys;

    /** @throws io.lettuce.core.RedisException if there is no connection within the client's patience */
    RedisBuckets(RedisClient client, RedisKeys keys) {
        this.keys = keys;
        this.connection = client.connect(ByteArrayCodec.INSTANCE);
        this.connection.setTimeout(PATIENCE);
        this.buckets = Bucket4jLettuce.casBasedBuilder(connection)
                .requestTimeout(PATIENCE)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(1)))
                .build();
    }

    Verdict take(BucketKey key) {
        return Verdict.of(
                key, buckets.getProxy(keys.count(key), key::configuration).tryConsumeAndReturnRemaining(1));
    }

    /** Whether no node asked this about the key within the time. */
    boolean first(BucketKey key, Duration within) {
        SetArgs args = SetArgs.Builder.nx().px(Math.max(1, within.toMillis()));
        return connection.sync().set(keys.told(key), YES, args) != null;
    }

    /** Counts something: a Redis that answers but takes no writes is of no use here. */
    void probe() {
        take(PROBE);
    }

    @Override
    public void close() {
        connection.closeAsync();
    }
}

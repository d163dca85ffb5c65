package dev.gatehouse.web.ratelimit;

import io.github.bucket4j.TimeoutException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Redis as long as it is well. The first call that fails ends its use at once, so that a Redis that hangs delays few
 * requests and those briefly; {@link #revive()} tries again apart from any request.
 */
final class SharedBuckets implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SharedBuckets.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final RedisUrl url;
    private final RedisKeys keys;
    private final RedisClient client;
    private volatile RedisBuckets redis;
    private boolean told;

    SharedBuckets(RedisUrl url, RedisKeys keys) {
        this.url = url;
        this.keys = keys;
        RedisURI uri = RedisURI.create(url.uri());
        uri.setTimeout(CONNECT);
        this.client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
                .build());
    }

    /** Empty while Redis is away. */
    Optional<Verdict> take(BucketKey key) {
        return ask(buckets -> buckets.take(key));
    }

    /** Empty while Redis is away. */
    Optional<Boolean> first(BucketKey key, Duration within) {
        return ask(buckets -> buckets.first(key, within));
    }

    boolean available() {
        return redis != null;
    }

    /** To be called every second: looks whether Redis is still there, or there again. */
    void revive() {
        if (redis != null) {
            ask(buckets -> {
                buckets.probe();
                return true;
            });
        } else {
            connect();
        }
    }

    private void connect() {
        RedisBuckets candidate = null;
        try {
            candidate = new RedisBuckets(client, keys);
            candidate.probe();
            gained(candidate);
        } catch (RuntimeException e) {
            if (candidate != null) {
                candidate.close();
            }
            away(e);
        }
    }

    private <T> Optional<T> ask(Function<RedisBuckets, T> question) {
        RedisBuckets asked = redis;
        if (asked == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(asked));
        } catch (RuntimeException e) {
            lost(asked, e);
            return Optional.empty();
        }
    }

    private synchronized void gained(RedisBuckets found) {
        redis = found;
        told = false;
        LOG.log(Level.INFO, "Rate limits are counted in {0}", url);
    }

    private synchronized void lost(RedisBuckets which, RuntimeException why) {
        if (redis == which) {
            redis = null;
            which.close();
            away(why);
        }
    }

    /** Says it once, until Redis has been there again. */
    private synchronized void away(RuntimeException why) {
        if (!told) {
            told = true;
            LOG.log(Level.WARNING, "Rate limits are counted by each node for itself: {0} is away ({1})", new Object[] {
                url, reason(why)
            });
        }
    }

    private static String reason(Throwable thrown) {
        if (thrown instanceof TimeoutException || thrown instanceof RedisCommandTimeoutException) {
            return "no answer in time";
        }
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CONNECT);
    }
}

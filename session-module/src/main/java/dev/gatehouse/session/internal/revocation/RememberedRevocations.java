package dev.gatehouse.session.internal.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.session.Revocations;
import dev.gatehouse.session.SessionSettings;
import dev.gatehouse.session.SessionsRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What this node knows of ended sessions and outdated access tokens. Its own it learns at commit, those of other nodes
 * by {@link #synchronise()}. Nothing needs to be known for longer than an access token lives.
 */
@ApplicationScoped
class RememberedRevocations implements Revocations {

    private static final Duration SLACK = Duration.ofMinutes(2);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final RevocationLog log;
    private final Ticker ticker;
    private final Duration memory;
    private final Cache<UUID, Boolean> ended;
    private final Cache<UUID, Long> lowest;
    private volatile Optional<Sync> lastGood = Optional.empty();

    @Inject
    RememberedRevocations(RevocationLog log, SessionSettings settings) {
        this(log, settings, Ticker.systemTicker());
    }

    RememberedRevocations(RevocationLog log, SessionSettings settings, Ticker ticker) {
        this.log = log;
        this.ticker = ticker;
        this.memory = settings.accessTokenLifetime().plus(SLACK);
        this.ended = cache();
        this.lowest = cache();
    }

    /**
     * What is known never becomes untrue, so a refusal needs no fresh knowledge; only an acceptance does. Its age is
     * that of the sync before the look into memory, measured after it: whoever was frozen in between and woken finds
     * old knowledge, even if another thread has renewed it meanwhile.
     */
    @Override
    public boolean accepts(UUID sessionId, UUID accountId, long version) {
        Optional<Sync> sync = lastGood;
        if (ended.getIfPresent(sessionId) != null) {
            return false;
        }
        Long least = lowest.getIfPresent(accountId);
        if (least != null && version < least) {
            return false;
        }
        return fresh(sync) || confirms(sessionId, accountId, version);
    }

    @Override
    public boolean confirms(UUID sessionId, UUID accountId, long version) {
        try {
            return log.accepts(sessionId, accountId, version);
        } catch (RuntimeException e) {
            throw new RevocationsUnavailable(e);
        }
    }

    @Override
    public boolean inSync() {
        return fresh(lastGood);
    }

    /** One at a time; the age counts from the start, because the answer is no younger than its question. */
    @Override
    @Transactional
    public synchronized void synchronise() {
        long startedAt = ticker.read();
        RevocationLog.Part part = lastGood.map(sync -> log.since(sync.readAt())).orElseGet(() -> log.last(memory));
        part.sessions().forEach(this::end);
        part.versions().forEach(this::outdate);
        lastGood = Optional.of(new Sync(startedAt, part.readAt()));
    }

    void learn(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionsRevoked revoked) {
        revoked.sessionIds().forEach(this::end);
    }

    void learn(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessTokensOutdated outdated) {
        outdate(outdated.accountId(), outdated.lowest());
    }

    private boolean fresh(Optional<Sync> sync) {
        return sync.filter(last -> ticker.read() - last.startedAt() <= FRESH.toNanos())
                .isPresent();
    }

    private void end(UUID sessionId) {
        ended.put(sessionId, true);
    }

    private void outdate(UUID accountId, long version) {
        lowest.asMap().merge(accountId, version, Math::max);
    }

    private <V> Cache<UUID, V> cache() {
        return Caffeine.newBuilder().ticker(ticker).expireAfterWrite(memory).build();
    }

    private record Sync(long startedAt, Instant readAt) {}
}

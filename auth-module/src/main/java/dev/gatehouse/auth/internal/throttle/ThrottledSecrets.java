package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.device.ClientKeys;
import dev.gatehouse.auth.internal.device.KnownDevices;
import dev.gatehouse.auth.internal.device.Network;
import dev.gatehouse.auth.internal.throttle.StoredThrottle.Attempt;
import dev.gatehouse.auth.internal.throttle.StoredThrottle.Obstacle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The throttle over {@code auth.login_throttle}. A try that is refused only because of others that are being checked
 * waits for them, so that nobody who signs in many times at once is taken for somebody who guesses.
 */
@ApplicationScoped
class ThrottledSecrets implements FailedSecrets {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration NEXT_LOOK = Duration.ofMillis(25);
    private static final Duration BUSY = Duration.ofSeconds(1);

    private static final Duration BETWEEN_TIDYING = Duration.ofMinutes(10);

    /** As many threads as may stand in the queue for a hash. */
    private static final int MAX_WAITING = 64;

    private final StoredThrottle counters;
    private final ClientKeys keys;
    private final KnownDevices devices;
    private final ThrottleNotices notices;
    private final Transactions transactions;
    private final Clock clock;
    private final AtomicReference<Instant> nextTidying = new AtomicReference<>(Instant.MIN);
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    @Inject
    ThrottledSecrets(
            StoredThrottle counters,
            ClientKeys keys,
            KnownDevices devices,
            ThrottleNotices notices,
            Transactions transactions,
            Clock clock) {
        this.counters = counters;
        this.keys = keys;
        this.devices = devices;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> mustWait(Holder holder, Client client) {
        Optional<Obstacle> obstacle = attempt(holder, client);
        if (obstacle.filter(Obstacle::unsettled).isEmpty()) {
            return obstacle.map(Obstacle::delay);
        }
        if (!waiting.tryAcquire()) {
            return Optional.of(BUSY);
        }
        try {
            return afterOthers(holder, client);
        } finally {
            waiting.release();
        }
    }

    @Override
    public void failed(Holder holder, Client client) {
        transactions.required(() -> {
            Counters touched = countersOf(holder, client);
            List<StoredThrottle.Settled> settled = counters.fail(touched);
            if (touched.known() && failures(settled, touched) >= ThrottleSql.KNOWN_DEVICE_LIMIT) {
                devices.doubt(holder, client);
                counters.forget(touched.device());
            }
            notices.tell(touched, settled, client.origin());
            return settled;
        });
        tidy();
    }

    @Override
    public void takeBack(Holder holder, Client client) {
        transactions.required(() -> {
            counters.takeBack(countersOf(holder, client));
            return holder;
        });
    }

    @Override
    public void succeeded(Holder holder, Client client) {
        transactions.required(() -> {
            counters.succeed(countersOf(holder, client));
            return holder;
        });
    }

    /** Empty if the try was counted and may go on; else the obstacle that lasts longest. */
    private Optional<Obstacle> attempt(Holder holder, Client client) {
        Attempt attempt = transactions.required(() -> counters.count(countersOf(holder, client)));
        if (attempt.counted()) {
            return Optional.empty();
        }
        boolean settled = attempt.obstacles().stream().anyMatch(obstacle -> !obstacle.unsettled());
        return attempt.obstacles().stream()
                .filter(obstacle -> !settled || !obstacle.unsettled())
                .max(Comparator.comparing(Obstacle::delay))
                // Refused although nothing stood in the way: another try came first and is being checked.
                .or(() -> Optional.of(new Obstacle(BUSY, true)));
    }

    private Optional<Duration> afterOthers(Holder holder, Client client) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        Optional<Obstacle> obstacle;
        do {
            pause();
            obstacle = attempt(holder, client);
        } while (obstacle.filter(Obstacle::unsettled).isPresent() && System.nanoTime() < end);
        return obstacle.map(Obstacle::delay);
    }

    /** Takes expired rows away, now and then, so that guesses at invented addresses leave nothing behind. */
    private void tidy() {
        Instant now = clock.instant();
        Instant due = nextTidying.get();
        if (now.isAfter(due) && nextTidying.compareAndSet(due, now.plus(BETWEEN_TIDYING))) {
            transactions.required(counters::forgetExpired);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(NEXT_LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a try waited for others", e);
        }
    }

    private Counters countersOf(Holder holder, Client client) {
        return devices.known(holder, client)
                .map(device -> Counters.of(keys, holder, device))
                .orElseGet(() -> Counters.of(
                        keys,
                        holder,
                        keys.fingerprint(client),
                        Network.of(client).orElse("")));
    }

    private static int failures(List<StoredThrottle.Settled> settled, Counters of) {
        return settled.stream()
                .filter(row -> row.scope().equals(of.deviceScope()))
                .mapToInt(StoredThrottle.Settled::failures)
                .findFirst()
                .orElse(0);
    }
}

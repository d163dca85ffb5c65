package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.AuthUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The table of counters. Each method is one step of one transaction. */
@ApplicationScoped
class StoredThrottle {

    private final EntityManager entityManager;

    @Inject
    StoredThrottle(@AuthUnit EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** What stands against a try. */
    record Obstacle(Duration delay, boolean unsettled) {}

    /** A try that was counted, or was not. */
    record Attempt(boolean counted, List<Obstacle> obstacles) {}

    /** A settled failure in one row. */
    record Settled(String scope, int failures, int announced, int announcedBefore, Duration delay) {

        boolean crossed(int line) {
            return announced >= line && announcedBefore < line;
        }
    }

    /** Counts the try in all rows, or in none and tells what stands against it; nothing, if another try is ahead. */
    Attempt count(Counters counters) {
        List<Object[]> rows = rows(query(ThrottleSql.COUNT, counters)
                .setParameter(4, counters.holderLimit())
                .setParameter(5, kind(counters.holder()))
                .setParameter(6, counters.holder().id())
                .setParameter(7, counters.deviceScope())
                .setParameter(8, "account")
                .setParameter(9, "address"));
        List<Object> counted =
                rows.stream().map(row -> row[0]).filter(Objects::nonNull).toList();
        if (counted.size() == counters.size()) {
            return new Attempt(true, List.of());
        }
        takeBack(counted);
        return new Attempt(
                false,
                rows.stream()
                        .filter(row -> row[0] == null)
                        .map(row -> new Obstacle(seconds(row[1]), (boolean) row[2]))
                        .toList());
    }

    private void takeBack(List<?> keys) {
        if (!keys.isEmpty()) {
            Query query = entityManager.createNativeQuery(ThrottleSql.TAKE_BACK);
            for (int i = 0; i < 3; i++) {
                query.setParameter(i + 1, keys.get(Math.min(i, keys.size() - 1)));
            }
            query.executeUpdate();
        }
    }

    void takeBack(Counters counters) {
        query(ThrottleSql.TAKE_BACK, counters).executeUpdate();
    }

    void succeed(Counters counters) {
        query(ThrottleSql.SUCCEED, counters).executeUpdate();
    }

    List<Settled> fail(Counters counters) {
        return rows(query(ThrottleSql.FAIL, counters)).stream()
                .map(row ->
                        new Settled((String) row[0], number(row[1]), number(row[2]), number(row[3]), seconds(row[4])))
                .toList();
    }

    /** Keeps a link's hash, the newest only; false if the last mail is younger than an hour. */
    boolean mailUnlock(byte[] account, byte[] tokenHash) {
        return entityManager
                        .createNativeQuery(ThrottleSql.MAIL_UNLOCK)
                        .setParameter(1, account)
                        .setParameter(2, tokenHash)
                        .executeUpdate()
                == 1;
    }

    /** Uses a link up and names its holder. Of any number of simultaneous callers one gets an answer. */
    Optional<Holder> unlock(byte[] tokenHash) {
        Optional<Holder> holder =
                rows(entityManager.createNativeQuery(ThrottleSql.UNLOCKABLE).setParameter(1, tokenHash)).stream()
                        .findFirst()
                        .map(row -> new Holder(
                                Holder.Kind.valueOf(((String) row[0]).toUpperCase(Locale.ROOT)), (UUID) row[1]));
        holder.ifPresent(this::lock);
        return holder.filter(known -> entityManager
                        .createNativeQuery(ThrottleSql.USE_UNLOCK)
                        .setParameter(1, tokenHash)
                        .executeUpdate()
                == 1);
    }

    /** Forgets all failures of the holder on all devices. */
    void lift(Holder holder) {
        lock(holder);
        ofHolder(ThrottleSql.LIFT, holder).executeUpdate();
    }

    /** Starts a counter anew. */
    void forget(byte[] key) {
        entityManager
                .createNativeQuery("DELETE FROM auth.login_throttle WHERE key = ?1")
                .setParameter(1, key)
                .executeUpdate();
    }

    /** Takes away what has expired, and tells how much that was. */
    int forgetExpired() {
        return entityManager.createNativeQuery(ThrottleSql.FORGET).executeUpdate();
    }

    private void lock(Holder holder) {
        ofHolder(ThrottleSql.LOCK_HOLDER, holder).getResultList();
    }

    private Query ofHolder(String sql, Holder holder) {
        return entityManager
                .createNativeQuery(sql)
                .setParameter(1, kind(holder))
                .setParameter(2, holder.id());
    }

    private Query query(String sql, Counters counters) {
        return entityManager
                .createNativeQuery(sql)
                .setParameter(1, counters.device())
                .setParameter(2, counters.account())
                .setParameter(3, counters.address());
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> rows(Query query) {
        return query.getResultList();
    }

    private static String kind(Holder holder) {
        return holder.kind().name().toLowerCase(Locale.ROOT);
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static Duration seconds(Object value) {
        return Duration.ofSeconds(((Number) value).longValue());
    }
}

package dev.gatehouse.storage.internal.quota;

import dev.gatehouse.storage.ExpectedLength;
import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.internal.Statements;
import dev.gatehouse.storage.internal.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Promises of room. One statement decides each, so that however many ask at once, used and promised room together never
 * pass the quota. A promise that nobody renews ends by itself: its node may have been killed.
 */
@ApplicationScoped
public class Reservations {

    static final Duration LIFETIME = Duration.ofMinutes(2);
    /** What is promised at first to content of unknown length. */
    private static final long FIRST_STEP = 1L << 20;
    /** Where this is refused, the least is asked for next. */
    private static final long LAST_STEP = 64 * 1024;

    /** The row of {@code storage.usage} is what parallel reservations of one account wait for. */
    private static final String RESERVE =
            """
            WITH room AS (
              INSERT INTO storage.usage AS u (account_id, reserved_bytes, reserved_files)
              SELECT ?1, ?2, 1 WHERE ?2 <= ?3 AND ?4 >= 1
              ON CONFLICT (account_id) DO UPDATE
                SET reserved_bytes = u.reserved_bytes + ?2, reserved_files = u.reserved_files + 1
                WHERE u.used_bytes + u.reserved_bytes + ?2 <= ?3 AND u.file_count + u.reserved_files + 1 <= ?4
              RETURNING u.account_id)
            INSERT INTO storage.reservation (id, account_id, bytes, expires_at)
            SELECT ?5, account_id, ?2, clock_timestamp() + make_interval(secs => ?6) FROM room
            """;

    private static final String EXTEND =
            """
            WITH mine AS (
              SELECT id, account_id FROM storage.reservation WHERE id = ?1 FOR UPDATE),
            room AS (
              UPDATE storage.usage u SET reserved_bytes = u.reserved_bytes + ?2 FROM mine
              WHERE u.account_id = mine.account_id AND u.used_bytes + u.reserved_bytes + ?2 <= ?3
              RETURNING mine.id)
            UPDATE storage.reservation r
            SET bytes = r.bytes + ?2, expires_at = clock_timestamp() + make_interval(secs => ?4)
            FROM room WHERE r.id = room.id
            """;

    private static final String RENEW =
            """
            UPDATE storage.reservation
            SET expires_at = greatest(expires_at, clock_timestamp() + make_interval(secs => ?2)) WHERE id = ?1
            """;

    private static final String LAST = "UPDATE storage.reservation SET expires_at = 'infinity' WHERE id = ?1";

    private static final String RELEASE =
            """
            WITH gone AS (DELETE FROM storage.reservation WHERE id = ?1 RETURNING account_id, bytes)
            UPDATE storage.usage u
            SET reserved_bytes = u.reserved_bytes - gone.bytes, reserved_files = u.reserved_files - 1
            FROM gone WHERE u.account_id = gone.account_id
            """;

    private static final String RELEASE_ABANDONED =
            """
            WITH gone AS (
              DELETE FROM storage.reservation WHERE expires_at < clock_timestamp() RETURNING account_id, bytes),
            given AS (
              SELECT account_id, sum(bytes) AS bytes, count(*) AS files FROM gone GROUP BY account_id)
            UPDATE storage.usage u
            SET reserved_bytes = u.reserved_bytes - given.bytes, reserved_files = u.reserved_files - given.files
            FROM given WHERE u.account_id = given.account_id
            """;

    private final Statements statements;
    private final Transactions transactions;
    private final StorageSettings settings;

    @Inject
    public Reservations(Statements statements, Transactions transactions, StorageSettings settings) {
        this.statements = statements;
        this.transactions = transactions;
        this.settings = settings;
    }

    /**
     * Promises room for one more file: for all that may come where that is known, else for a first step. The promise is
     * committed.
     *
     * @return nothing if there is no room even for the least that will come
     */
    public Optional<Room> reserve(UUID accountId, ExpectedLength length) {
        long least = length.least();
        long bytes = Math.max(least, length.most() == Long.MAX_VALUE ? FIRST_STEP : length.most());
        bytes = Math.max(least, Math.min(bytes, settings.maxFileBytes()));
        UUID id = UUID.randomUUID();
        while (!promised(id, accountId, bytes)) {
            if (bytes == least) {
                return Optional.empty();
            }
            bytes = bytes <= LAST_STEP ? least : Math.max(least, bytes / 2);
        }
        return Optional.of(new Room(this, id, bytes, settings.maxFileBytes()));
    }

    /**
     * Promises room, in the caller's transaction, to content that comes in several requests: the promise lasts until it
     * is settled or released.
     *
     * @param id the promise's, chosen by the caller
     * @return whether there was room
     */
    public boolean promise(UUID id, UUID accountId, long bytes) {
        return transactions.required(() -> promised(id, accountId, bytes) && statements.writeOne(LAST, id));
    }

    /** The room that was promised under this id. */
    public Room room(UUID id, long bytes) {
        return new Room(this, id, bytes, settings.maxFileBytes());
    }

    /** Gives the room back, in the caller's transaction or one of its own. */
    public void release(Room room) {
        transactions.required(() -> statements.write(RELEASE, room.id()));
    }

    /** @return of how many accounts uploads were found abandoned */
    public int releaseAbandoned() {
        return transactions.required(() -> statements.write(RELEASE_ABANDONED));
    }

    /** Promises more; between what is asked for and what is needed, as much as there is. */
    long extend(UUID id, long wanted, long needed) {
        long bytes = wanted;
        while (!extended(id, bytes)) {
            if (bytes == needed) {
                return 0;
            }
            bytes = Math.max(needed, bytes / 2);
        }
        return bytes;
    }

    void renew(UUID id) {
        transactions.required(() -> statements.write(RENEW, id, LIFETIME.toSeconds()));
    }

    private boolean promised(UUID id, UUID accountId, long bytes) {
        return transactions.required(() -> statements.writeOne(
                RESERVE, accountId, bytes, settings.quotaBytes(), settings.maxFiles(), id, LIFETIME.toSeconds()));
    }

    private boolean extended(UUID id, long bytes) {
        return transactions.required(
                () -> statements.writeOne(EXTEND, id, bytes, settings.quotaBytes(), LIFETIME.toSeconds()));
    }
}

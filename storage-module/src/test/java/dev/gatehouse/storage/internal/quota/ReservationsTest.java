package dev.gatehouse.storage.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.storage.ExpectedLength;
import dev.gatehouse.storage.internal.StorageModule;
import dev.gatehouse.testing.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Promises of room; the quota is 1,000 bytes and 10 files, a file at most 100 bytes. */
class ReservationsTest {

    private final Reservations reservations =
            new Reservations(StorageModule.statements(), StorageModule.transactions(), StorageModule.SETTINGS);
    private final UUID account = UUID.randomUUID();

    @Test
    @Row("FI-06")
    void promisesNoMoreThanThereIsHoweverManyAsk() {
        used(900, 1);
        List<Optional<Room>> rooms = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> reservations.reserve(account, ExpectedLength.exactly(20)))
                .toList();
        assertThat(rooms.stream().flatMap(Optional::stream)).hasSize(5);
        assertThat(reserved()).isEqualTo(100);
    }

    @Test
    @Row("FI-06")
    void promisesNoMoreFilesThanThereMayBe() {
        used(10, 9);
        assertThat(reservations.reserve(account, ExpectedLength.exactly(1))).isPresent();
        assertThat(reservations.reserve(account, ExpectedLength.exactly(1))).isEmpty();
    }

    @Test
    void refusesANewAccountMoreThanTheQuota() {
        assertThat(reservations.reserve(account, ExpectedLength.exactly(1_001))).isEmpty();
        assertThat(StorageModule.DATABASE.query(
                        "SELECT count(*) FROM storage.usage WHERE account_id = '" + account + "'"))
                .isEqualTo("0");
    }

    @Test
    void promisesLessWhereLessIsLeftAndTheLengthIsUnknown() {
        used(970, 1);
        Room room = reservations.reserve(account, ExpectedLength.unknown()).orElseThrow();
        assertThat(room.holds(30)).isTrue();
        assertThat(room.holds(31)).isFalse();
        assertThat(reserved()).isEqualTo(30);
    }

    @Test
    void givesBackWhatWasPromised() {
        Room room = reservations.reserve(account, ExpectedLength.exactly(50)).orElseThrow();
        reservations.release(room);
        reservations.release(room);
        assertThat(reserved()).isZero();
    }

    @Test
    @Row("FI-06")
    void givesBackWhatNobodyRenews() {
        reservations.reserve(account, ExpectedLength.exactly(50)).orElseThrow();
        reservations.releaseAbandoned();
        assertThat(reserved()).isEqualTo(50);

        StorageModule.DATABASE.execute("UPDATE storage.reservation SET expires_at = clock_timestamp()");
        assertThat(reservations.releaseAbandoned()).isPositive();

        assertThat(reserved()).isZero();
    }

    @Test
    void countsAnewWhatIsOff() {
        used(900, 5);
        reservations.reserve(account, ExpectedLength.exactly(50)).orElseThrow();
        new Recount(StorageModule.statements(), StorageModule.transactions()).all();
        assertThat(reserved()).isEqualTo(50);
        assertThat(StorageModule.DATABASE.query(
                        "SELECT used_bytes FROM storage.usage WHERE account_id = '" + account + "'"))
                .isEqualTo("0");
    }

    private void used(long bytes, long files) {
        StorageModule.DATABASE.execute(
                "INSERT INTO storage.usage (account_id, used_bytes, file_count) VALUES ('%s', %d, %d)"
                        .formatted(account, bytes, files));
    }

    private long reserved() {
        return Long.parseLong(StorageModule.DATABASE.query(
                "SELECT reserved_bytes FROM storage.usage WHERE account_id = '" + account + "'"));
    }
}

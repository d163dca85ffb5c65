package dev.gatehouse.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.StorageUsage;
import dev.gatehouse.storage.StorageUsage.Usage;
import dev.gatehouse.testing.ModuleDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedUsageTest {

    private static final ModuleDatabase DATABASE = new ModuleDatabase("storage", "storage");
    private static final StorageSettings SETTINGS = new StorageSettings(
            1_000, 100, 10, java.util.Set.of(), java.util.List.of(), java.nio.file.Path.of("unused"));

    private final StorageUsage usage = new CountedUsage(DATABASE.entityManager(), SETTINGS);
    private final UUID account = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({"-1, 1, usage_used_bytes", "0, -1, usage_file_count", "1, 0, usage_bytes_need_files"})
    void refusesTotalsThatCannotBe(long usedBytes, long fileCount, String constraint) {
        assertThatThrownBy(() -> keep(account, usedBytes, fileCount))
                .rootCause()
                .hasMessageContaining("\"" + constraint + "\"");
    }

    @Test
    void countsNothingForAnAccountThatNeverKeptAFile() {
        keep(UUID.randomUUID(), 500, 5);
        assertThat(usage.of(account)).isEqualTo(new Usage(0, 1_000, 0, 100));
    }

    @Test
    void tellsWhatAnAccountKeepsAndWhatItMay() {
        keep(account, 250, 3);
        assertThat(usage.of(account)).isEqualTo(new Usage(250, 1_000, 3, 100));
    }

    @Test
    void seesEveryChangeAtOnce() {
        keep(account, 250, 3);
        usage.of(account);
        DATABASE.execute("UPDATE storage.usage SET used_bytes = 260 WHERE account_id = '" + account + "'");
        assertThat(usage.of(account).usedBytes()).isEqualTo(260);
    }

    private static void keep(UUID account, long usedBytes, long fileCount) {
        DATABASE.execute("INSERT INTO storage.usage (account_id, used_bytes, file_count) VALUES ('%s', %d, %d)"
                .formatted(account, usedBytes, fileCount));
    }
}

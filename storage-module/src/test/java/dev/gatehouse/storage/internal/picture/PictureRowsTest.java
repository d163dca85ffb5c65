package dev.gatehouse.storage.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.storage.Pictures.Picture;
import dev.gatehouse.storage.internal.StorageModule;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.picture.PictureRows.Place;
import dev.gatehouse.testing.Row;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose pictures and files are found. */
class PictureRowsTest {

    private static final String HASH = "0".repeat(64);

    private final PictureRows rows = new PictureRows(StorageModule.statements());
    private final UUID owner = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    @Row("FI-05")
    void findsNobodyElsesFile() {
        UUID file = file(20);

        assertThat(rows.findFile(other, file, 20)).isEmpty();
        assertThat(rows.findFile(owner, file, 20)).isPresent();
    }

    @Test
    @Row("FI-05")
    void findsRemovesAndReplacesNobodyElsesPicture() {
        Place owners = placed(owner);
        assertThat(rows.find(other)).isEmpty();
        assertThat(removed(other)).isFalse();
        placed(other);

        assertThat(rows.find(owner)).hasValue(owners);
        assertThat(removed(other)).isTrue();
        assertThat(rows.find(owner)).hasValue(owners);
    }

    @Test
    void takesNoPictureForAFileAndNoFileForAPicture() {
        UUID file = file(20);
        assertThat(rows.find(owner)).isEmpty();
        assertThat(removed(owner)).isFalse();

        assertThat(rows.findFile(owner, placed(owner).id(), 20)).isEmpty();
        assertThat(rows.findFile(owner, file, 20)).isPresent();
    }

    @Test
    void findsNoFileThatIsTooLargeToBePreviewed() {
        assertThat(rows.findFile(owner, file(21), 20)).isEmpty();
    }

    private Place placed(UUID account) {
        Place place = new Place(new Picture("image/png", HASH), "local", ObjectKey.draw(), UUID.randomUUID());
        return StorageModule.DATABASE.inTransaction(() -> {
            rows.replace(account, place, 9);
            return place;
        });
    }

    private boolean removed(UUID account) {
        return StorageModule.DATABASE.inTransaction(() -> rows.remove(account));
    }

    private UUID file(long size) {
        UUID id = UUID.randomUUID();
        StorageModule.DATABASE.execute("INSERT INTO storage.file (id, account_id, name, content_type, size, sha256,"
                + " backend, object_key) VALUES ('" + id + "', '" + owner + "', 'a.png', 'image/png', " + size + ", '"
                + HASH + "', 'local', '" + UUID.randomUUID() + "')");
        return id;
    }
}

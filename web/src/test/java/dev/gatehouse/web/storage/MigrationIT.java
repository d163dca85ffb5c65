package dev.gatehouse.web.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.StorageHouse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All files on their way to another backend, and a server that does not live to see the end. */
class MigrationIT {

    private static final int FILES = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    @Row({"R-01", "R-34"})
    void goesOnAfterAKillWithoutCopyingAgainWhatIsThere() throws IOException {
        try (StorageHouse house = StorageHouse.opened("migration", "local,s3")) {
            Shelf shelf = new Shelf(house.api(), People.of(house.api()).signedIn());
            Operator olga = house.operators().signedIn("admin");
            List<String> files = IntStream.range(0, FILES)
                    .mapToObj(i -> shelf.put(i + ".txt", "text/plain", ("file " + i + " ").repeat(10_000))
                            .hasStatus(201)
                            .text("id"))
                    .toList();
            house.s3Line.slow(40);
            String id = house.operators()
                    .post("/storage/migrations", olga)
                    .json("from", "local", "to", "s3")
                    .send()
                    .hasStatus(201)
                    .text("id");
            Patience.until(
                    "a few files moved",
                    PATIENCE,
                    () -> migration(house, id, olga).getInt("done") >= 3);

            house.kill();
            long copied = objects(house);
            house.s3Line.mended();
            house.start();

            assertThat(copied).isBetween(3L, FILES - 2L);
            Operator again = house.operators().signIn(olga.email());
            Patience.until("the end", PATIENCE, () -> migration(house, id, again)
                    .getString("state")
                    .equals("finished"));
            JsonObject ended = migration(house, id, again);
            assertThat(ended.getInt("done")).isEqualTo(FILES);
            assertThat(ended.getInt("total")).isEqualTo(FILES);
            assertThat(ended.getInt("failed")).isZero();
            // The one that was on its way when the server died was copied twice at most.
            assertThat(objects(house)).isBetween((long) FILES, FILES + 1L);
            Shelf after = new Shelf(house.api(), shelf.owner());
            for (int i = 0; i < FILES; i++) {
                assertThat(house.backendOf(files.get(i))).isEqualTo("s3");
                assertThat(after.content(files.get(i)).text()).isEqualTo(("file " + i + " ").repeat(10_000));
            }
            assertThat(house.rows()
                            .texts("SELECT reason FROM audit.event WHERE type = 'admin.storage_migrated'"
                                    + " ORDER BY occurred_at"))
                    .containsExactly("requested", "finished");
        }
    }

    private static JsonObject migration(StorageHouse house, String id, Operator admin) {
        return house.operators()
                .get("/storage/migrations/" + id, admin)
                .send()
                .hasStatus(200)
                .json();
    }

    private static long objects(StorageHouse house) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.walk(house.s3.bucket().resolve("gatehouse"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}

package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Letters;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Rows;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.SlowUpload;
import dev.gatehouse.web.testing.SmallDisk;
import dev.gatehouse.web.testing.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with little room, on a small disk, that is killed. */
class StorageFaultsIT extends OverHttp {

    private static final int MEGABYTE = 1 << 20;
    private static final int QUOTA = 10 * MEGABYTE;
    private static final Duration JOBS = Duration.ofSeconds(60);

    private static int port;
    private static Path data;
    private static SmallDisk disk;
    private static GatehouseProcess server;
    private static Rows storage;

    private final Shelf shelf = new Shelf(server.api(), People.of(server.api()).signedIn());

    @BeforeAll
    static void start() {
        port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("storage-faults");
        disk = SmallDisk.at(data.resolve("files"), 64);
        storage = Rows.of(() -> ConnectionUrls.in(data).superuser());
        server = serving();
    }

    @AfterAll
    static void stop() {
        try (SmallDisk mounted = disk) {
            server.close();
            assertThat(mounted.folder()).exists();
        }
    }

    @Test
    @Row({"FI-06", "R-23"})
    void neverPassesTheQuotaHoweverManyUploadAtOnce() {
        byte[] megabyte = text(MEGABYTE);
        List<Answer> answers = Together.times(20, () -> shelf.put("a.txt", "text/plain", megabyte));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(10);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.isProblem(413, "quota_exceeded"));
        assertThat(sumOfFiles()).isEqualTo(QUOTA);
        assertThat(shelf.usedBytes()).isEqualTo(QUOTA);
        assertThat(shelf.fileCount()).isEqualTo(10);
        assertThat(reserved()).isZero();
    }

    @Test
    @Row("FI-06")
    void neverPassesTheQuotaWhereNoLengthIsSaid() {
        List<Answer> answers =
                Together.times(20, () -> shelf.stream("a.txt", "text/plain", () -> new Letters(MEGABYTE)));

        long stored = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(stored).isBetween(1L, 10L);
        assertThat(sumOfFiles()).isEqualTo(stored * MEGABYTE);
        assertThat(shelf.usedBytes()).isEqualTo(stored * MEGABYTE);
        assertThat(reserved()).isZero();
    }

    @Test
    @Row("FI-06")
    void countsFilesAsWellAsBytes() {
        String id = shelf.put("a.txt", "text/plain", "a").hasStatus(201).text("id");
        storage.change("UPDATE storage.usage SET file_count = 9999 WHERE account_id = ?", owner());
        List<Answer> answers = Together.times(10, () -> shelf.put("a.txt", "text/plain", "a"));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        shelf.delete(id).hasStatus(204);
        shelf.put("a.txt", "text/plain", "a").hasStatus(201);
    }

    @Test
    @Row("FI-06")
    void givesTheRoomOfAFailedUploadBack() {
        try (SlowUpload upload = new SlowUpload(port, shelf.owner(), QUOTA)) {
            upload.sends(MEGABYTE);
            Patience.until("room is reserved", JOBS, () -> reserved() == QUOTA);
            shelf.put("a.txt", "text/plain", "a").isProblem(413, "quota_exceeded");
        }
        Patience.until("the room is given back", JOBS, () -> reserved() == 0);
        shelf.put("a.png", "image/png", text(MEGABYTE)).isProblem(415, "file_type_rejected");
        shelf.stream("a.txt", "text/plain", () -> new Letters(QUOTA + 1)).isProblem(413, "quota_exceeded");

        assertThat(reserved()).isZero();
        assertThat(shelf.usedBytes()).isZero();
        assertThat(objectsOfNobody()).isEmpty();
        shelf.stream("a.txt", "text/plain", () -> new Letters(QUOTA)).hasStatus(201);
    }

    @Test
    @Row("R-34")
    void refusesAnUploadCleanlyWhenTheDiskIsFull() throws IOException {
        long free = Files.getFileStore(disk.folder()).getUsableSpace();
        Files.write(filler(), new byte[(int) (free - 2 * MEGABYTE)]);
        shelf.put("a.txt", "text/plain", text(4 * MEGABYTE)).isProblem(503, "unavailable");

        assertThat(sumOfFiles()).isZero();
        assertThat(reserved()).isZero();
        assertThat(objectsOfNobody()).isEmpty();
        shelf.get("/api/account").hasStatus(200);

        Files.delete(filler());
        shelf.put("a.txt", "text/plain", text(4 * MEGABYTE)).hasStatus(201);
    }

    @Test
    @Row({"R-34", "R-01", "R-02"})
    void leavesNoHalfFileWhenItIsKilled() {
        String kept = shelf.put("kept.txt", "text/plain", "kept").hasStatus(201).text("id");
        try (SlowUpload upload = new SlowUpload(port, shelf.owner(), 4 * MEGABYTE)) {
            upload.sends(2 * MEGABYTE);
            Patience.until(
                    "bytes lie on the disk", JOBS, () -> !objectsOfNobody().isEmpty());
            server.kill();
        }
        server = serving();
        Shelf again = new Shelf(
                server.api(), People.of(server.api()).signIn(shelf.owner().email()));

        assertThat(again.content(kept).hasStatus(200).text()).isEqualTo("kept");
        assertThat(again.fileCount()).isEqualTo(1);
        storage.change("UPDATE storage.reservation SET expires_at = clock_timestamp() WHERE account_id = ?", owner());
        Patience.until("the room is given back", JOBS, () -> reserved() == 0);
        again.put("a.txt", "text/plain", text(QUOTA - 4)).hasStatus(201);
        makeOld();
        storage.change("UPDATE storage.chore SET due_at = clock_timestamp()");
        Patience.until("the left-over is gone", JOBS, () -> objectsOfNobody().isEmpty());
        assertThat(again.content(kept).hasStatus(200).text()).isEqualTo("kept");
    }

    @Test
    @Row("R-34")
    void sweepsOldObjectsThatNoRowKnowsAndNoOthers() throws IOException {
        shelf.put("kept.txt", "text/plain", "kept").hasStatus(201);
        Path known = objects().filter(this::isKnown).findFirst().orElseThrow();
        makeOld();
        Path old = strayObject();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Path fresh = strayObject();

        storage.change("UPDATE storage.chore SET due_at = clock_timestamp()");

        Patience.until("the orphan is gone", JOBS, () -> !Files.exists(old));
        assertThat(known).exists();
        assertThat(fresh).exists();
        Files.delete(fresh);
    }

    @Test
    @Row("R-34")
    void deletesAtLastWhatItCouldNotDeleteAtOnce() throws IOException {
        String id = shelf.put("a.txt", "text/plain", "a").hasStatus(201).text("id");
        Path object = disk.folder().resolve(Shelf.objectPath(keyOf(id)));
        Files.delete(object);
        Files.createDirectory(object);
        Path inTheWay = Files.createFile(object.resolve("in-the-way"));

        shelf.delete(id).hasStatus(204);
        assertThat(shelf.usedBytes()).isZero();
        assertThat(object).exists();

        Files.delete(inTheWay);
        storage.change("UPDATE storage.deleted_object SET tried_at = tried_at - interval '2 minutes'");
        Patience.until("the object is gone", JOBS, () -> !Files.exists(object));
        Patience.until(
                "nothing is left to delete",
                JOBS,
                () -> storage.number("SELECT count(*) FROM storage.deleted_object") == 0);
    }

    @Test
    @Row("R-23")
    void countsAnewWhatIsOff() {
        shelf.put("a.txt", "text/plain", "12345").hasStatus(201);
        storage.change(
                "UPDATE storage.usage SET used_bytes = 77, reserved_bytes = 5, file_count = 3 WHERE account_id = ?",
                owner());
        storage.change("UPDATE storage.chore SET due_at = clock_timestamp()");
        Patience.until(
                "the totals are right",
                JOBS,
                () -> shelf.usedBytes() == 5 && shelf.fileCount() == 1 && reserved() == 0);
    }

    private static GatehouseProcess serving() {
        Map<String, String> environment = new HashMap<>(GatehouseProcess.development(port, data));
        environment.put("STORAGE_QUOTA", "10MiB");
        environment.put("STORAGE_MAX_FILE", "20MiB");
        return GatehouseProcess.serving("storage-faults", port, environment);
    }

    private UUID owner() {
        return shelf.owner().id();
    }

    private long reserved() {
        return storage.number(
                "SELECT coalesce(sum(reserved_bytes), 0) FROM storage.usage WHERE account_id = ?", owner());
    }

    private long sumOfFiles() {
        return storage.number("SELECT coalesce(sum(size), 0) FROM storage.file WHERE account_id = ?", owner());
    }

    private static String keyOf(String id) {
        return storage.text("SELECT object_key FROM storage.file WHERE id = ?::uuid", id);
    }

    private boolean isKnown(Path object) {
        return storage.texts(
                                "SELECT 1 FROM storage.file WHERE object_key::text = ? AND account_id = ?",
                                object.getFileName().toString(),
                                owner())
                        .size()
                == 1;
    }

    private List<Path> objectsOfNobody() {
        return objects()
                .filter(object -> storage.texts(
                                "SELECT 1 FROM storage.file WHERE object_key::text = ?",
                                object.getFileName().toString())
                        .isEmpty())
                .toList();
    }

    /** Everything on the disk is two days old. */
    private static void makeOld() {
        objects().forEach(object -> {
            try {
                Files.setLastModifiedTime(object, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Path strayObject() throws IOException {
        Path object = disk.folder().resolve(Shelf.objectPath(UUID.randomUUID().toString()));
        Files.createDirectories(object.getParent());
        return Files.writeString(object, "stray");
    }

    private static Stream<Path> objects() {
        try (Stream<Path> files = Files.walk(disk.folder())) {
            return files.filter(Files::isRegularFile).filter(file -> !file.equals(filler())).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes room and is no object. */
    private static Path filler() {
        return disk.folder().resolve("filler");
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'a');
        return text;
    }
}

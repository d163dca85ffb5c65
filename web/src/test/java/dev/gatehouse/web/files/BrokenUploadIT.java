package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Rows;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.SlowUpload;
import dev.gatehouse.web.testing.SmallDisk;
import dev.gatehouse.web.testing.Together;
import dev.gatehouse.web.testing.TusUploads;
import dev.gatehouse.web.testing.UploadTraces;
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

/** Resumable uploads where connections break, requests collide, the disk fills, and the server is killed. */
class BrokenUploadIT extends OverHttp {

    private static final int MEGABYTE = 1 << 20;
    private static final int QUOTA = 10 * MEGABYTE;
    private static final Duration JOBS = Duration.ofSeconds(60);

    private static int port;
    private static Path data;
    private static SmallDisk disk;
    private static GatehouseProcess server;
    private static Rows storage;

    private final TusUploads uploads =
            new TusUploads(server.api(), People.of(server.api()).signedIn());
    private final Shelf shelf = new Shelf(server.api(), uploads.owner());
    private final UploadTraces traces = new UploadTraces(storage, owner());

    @BeforeAll
    static void start() {
        port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("broken-uploads");
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
    void promisesNoMoreThanTheQuota() {
        List<Answer> answers = Together.times(20, () -> uploads.create("a.txt", "text/plain", MEGABYTE));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(10);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.isProblem(413, "quota_exceeded"));
        assertThat(traces.reserved()).isEqualTo(QUOTA);
        shelf.put("a.txt", "text/plain", "a").isProblem(413, "quota_exceeded");
    }

    @Test
    @Row("FI-06")
    void forgetsAnUploadWhoseTimeHasPassed() {
        String location = uploads.begun("a.txt", QUOTA);
        uploads.patch(location, 0, letters(MEGABYTE)).hasStatus(204);
        List<Path> pieces = objects();
        assertThat(pieces).hasSize(1);

        storage.change("UPDATE storage.upload SET expires_at = clock_timestamp() WHERE account_id = ?", owner());

        uploads.head(location).hasStatus(404);
        uploads.patch(location, MEGABYTE, "a").isProblem(404, "not_found");
        Patience.until("the room is given back", JOBS, () -> traces.reserved() == 0);
        Patience.until("the bytes are gone", JOBS, () -> !Files.exists(pieces.get(0)));
        assertThat(traces.uploads()).isZero();
        uploads.begun("a.txt", QUOTA);
    }

    @Test
    void letsOneOfTwentyWrite() {
        String location = uploads.begun("a.txt", 2 * MEGABYTE);
        List<Answer> answers = Together.times(20, () -> uploads.patch(location, 0, letters(MEGABYTE)));

        assertThat(answers.stream().filter(answer -> answer.status() == 204)).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 204).forEach(answer -> answer.isProblem(409, "conflict"));
        assertThat(uploads.offset(location)).isEqualTo(MEGABYTE);
        assertThat(traces.pieces()).isEqualTo(1);

        List<Answer> ends = Together.times(20, () -> uploads.patch(location, MEGABYTE, letters(MEGABYTE)));
        assertThat(ends.stream().filter(answer -> answer.status() == 204)).hasSize(1);
        assertThat(shelf.fileCount()).isEqualTo(1);
        assertThat(shelf.usedBytes()).isEqualTo(2 * MEGABYTE);
        assertThat(traces.reserved()).isZero();
    }

    @Test
    void turnsOthersAwayWhileOneWrites() {
        String location = uploads.begun("a.txt", 2 * MEGABYTE);
        try (SlowUpload piece = SlowUpload.piece(port, uploads.owner(), location, 0, MEGABYTE)) {
            piece.sends(MEGABYTE / 2);
            Patience.until("somebody writes", JOBS, () -> traces.writers() == 1);

            Answer refused = uploads.patch(location, 0, "a").isProblem(409, "conflict");

            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(piece.sends(MEGABYTE / 2).status(30_000)).isEqualTo(204);
        }
        assertThat(uploads.offset(location)).isEqualTo(MEGABYTE);
    }

    @Test
    void goesOnWhereTheConnectionBroke() {
        String location = uploads.begun("a.txt", 4 * MEGABYTE);
        try (SlowUpload piece = SlowUpload.piece(port, uploads.owner(), location, 0, 4 * MEGABYTE)) {
            piece.sends(MEGABYTE);
            Patience.until("somebody writes", JOBS, () -> traces.writers() == 1);
        }
        Patience.until("what came is counted", JOBS, () -> uploads.offset(location) > 0 && traces.writers() == 0);

        int offset = (int) uploads.offset(location);
        assertThat(offset).isLessThanOrEqualTo(MEGABYTE);
        Answer end =
                uploads.patch(location, offset, letters(4 * MEGABYTE - offset)).hasStatus(204);
        assertThat(shelf.content(TusUploads.file(end)).body()).isEqualTo(letters(4 * MEGABYTE));
    }

    @Test
    void endsAnUploadThatIsBeingWritten() {
        String location = uploads.begun("a.txt", 2 * MEGABYTE);
        try (SlowUpload piece = SlowUpload.piece(port, uploads.owner(), location, 0, 2 * MEGABYTE)) {
            piece.sends(MEGABYTE);
            Patience.until("somebody writes", JOBS, () -> traces.writers() == 1);
            uploads.delete(location).hasStatus(204);
            assertThat(piece.sends(MEGABYTE).status(30_000)).isEqualTo(404);
        }
        assertThat(shelf.fileCount()).isZero();
        assertThat(traces.reserved()).isZero();
        assertThat(traces.uploads()).isZero();
    }

    @Test
    @Row("R-34")
    void makesTheFileLaterWhenTheDiskIsFull() throws IOException {
        String location = uploads.begun("a.txt", 8 * MEGABYTE);
        uploads.patch(location, 0, letters(4 * MEGABYTE)).hasStatus(204);
        Path filler = disk.folder().resolve("filler");
        long free = Files.getFileStore(disk.folder()).getUsableSpace();
        Files.write(filler, new byte[(int) (free - 6 * MEGABYTE)]);

        uploads.patch(location, 4 * MEGABYTE, letters(4 * MEGABYTE)).isProblem(503, "unavailable");

        assertThat(shelf.fileCount()).isZero();
        assertThat(uploads.offset(location)).isEqualTo(8 * MEGABYTE - 1);
        Files.delete(filler);
        Patience.until(
                "the disk is used again",
                JOBS,
                () -> uploads.patch(location, 8 * MEGABYTE - 1, "a").status() == 204);
        Answer head = uploads.head(location).hasStatus(200);
        assertThat(shelf.content(TusUploads.file(head)).body()).isEqualTo(letters(8 * MEGABYTE));
        assertThat(traces.reserved()).isZero();
    }

    @Test
    @Row("R-35")
    void makesNoFileOfADamagedPiece() throws IOException {
        String location = uploads.begun("a.txt", 8);
        uploads.patch(location, 0, "abcd").hasStatus(204);
        Files.writeString(disk.folder().resolve(Shelf.objectPath(traces.pieceKey())), "abce");

        uploads.patch(location, 4, "efgh").isProblem(404, "not_found");

        uploads.head(location).hasStatus(404);
        assertThat(shelf.fileCount()).isZero();
        assertThat(traces.reserved()).isZero();
    }

    @Test
    @Row({"R-34", "R-01"})
    void goesOnAfterItWasKilled() {
        String location = uploads.begun("a.txt", 4 * MEGABYTE);
        uploads.patch(location, 0, letters(MEGABYTE)).hasStatus(204);
        try (SlowUpload piece = SlowUpload.piece(port, uploads.owner(), location, MEGABYTE, 3 * MEGABYTE)) {
            piece.sends(MEGABYTE);
            Patience.until("somebody writes", JOBS, () -> traces.writers() == 1);
            server.kill();
        }
        server = serving();
        TusUploads again = new TusUploads(
                server.api(), People.of(server.api()).signIn(uploads.owner().email()));
        makeOld();
        storage.change("UPDATE storage.chore SET due_at = clock_timestamp()");
        Patience.until("the left-over is gone", JOBS, () -> objects().size() == 1);

        assertThat(again.offset(location)).isEqualTo(MEGABYTE);
        Patience.until(
                "the dead writer is forgotten",
                JOBS,
                () -> again.patch(location, MEGABYTE, letters(MEGABYTE)).status() == 204);
        Answer end = again.patch(location, 2 * MEGABYTE, letters(2 * MEGABYTE)).hasStatus(204);

        Shelf found = new Shelf(server.api(), again.owner());
        assertThat(found.content(TusUploads.file(end)).body()).isEqualTo(letters(4 * MEGABYTE));
        assertThat(traces.reserved()).isZero();
    }

    private static GatehouseProcess serving() {
        Map<String, String> environment = new HashMap<>(GatehouseProcess.development(port, data));
        environment.put("STORAGE_QUOTA", "10MiB");
        environment.put("STORAGE_MAX_FILE", "20MiB");
        return GatehouseProcess.serving("broken-uploads", port, environment);
    }

    private UUID owner() {
        return uploads.owner().id();
    }

    /** Those on the disk that are this account's, or nobody's. */
    private List<Path> objects() {
        List<String> others = storage.texts(
                "SELECT object_key FROM storage.file WHERE account_id <> ? UNION ALL SELECT p.object_key"
                        + " FROM storage.upload_piece p JOIN storage.upload u ON u.id = p.upload_id"
                        + " WHERE u.account_id <> ? UNION ALL SELECT object_key FROM storage.deleted_object",
                owner(),
                owner());
        try (Stream<Path> files = Files.walk(disk.folder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !others.contains(file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeOld() {
        objects().forEach(object -> {
            try {
                Files.setLastModifiedTime(object, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'a');
        return letters;
    }
}

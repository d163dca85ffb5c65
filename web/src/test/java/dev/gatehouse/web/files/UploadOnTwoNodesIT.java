package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.S3Process;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.ExternalPostgres;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Rows;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.SlowUpload;
import dev.gatehouse.web.testing.TusUploads;
import dev.gatehouse.web.testing.UploadTraces;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers that share a database and an S3 service: every request of an upload may meet another of them. */
class UploadOnTwoNodesIT {

    private static final int MEGABYTE = 1 << 20;
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(80);

    private static int database;
    private static ExternalPostgres postgres;
    private static S3Process s3;
    private static GatehouseProcess first;
    private static GatehouseProcess second;

    private final SignedIn owner = People.of(first.api()).signedIn();
    private final List<TusUploads> nodes =
            List.of(new TusUploads(first.api(), owner), new TusUploads(second.api(), owner));
    private final Shelf shelf = new Shelf(second.api(), owner);
    private final UploadTraces traces = new UploadTraces(Rows.of(postgres::superuser), owner.id());

    @BeforeAll
    static void start() {
        database = GatehouseProcess.freePort();
        int port = GatehouseProcess.freePort();
        postgres = ExternalPostgres.startedOn(database);
        s3 = S3Process.started("two-nodes");
        first = launched("upload-node-one", port, port);
        second = launched("upload-node-two", GatehouseProcess.freePort(), port);
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        s3.close();
        postgres.close();
    }

    @Test
    void takePiecesByTurns() {
        String location = nodes.get(0).begun("a.txt", 5L * MEGABYTE);
        Answer last = null;
        for (int i = 0; i < 5; i++) {
            TusUploads node = nodes.get(i % 2);
            assertThat(node.offset(location)).isEqualTo((long) i * MEGABYTE);
            last = node.patch(location, (long) i * MEGABYTE, letters((char) ('a' + i)))
                    .hasStatus(204);
        }
        String file = TusUploads.file(last);

        assertThat(TusUploads.file(nodes.get(1).head(location))).isEqualTo(file);
        byte[] content = shelf.content(file).hasStatus(200).body();
        assertThat(content).hasSize(5 * MEGABYTE);
        for (int i = 0; i < 5; i++) {
            assertThat(Arrays.copyOfRange(content, i * MEGABYTE, (i + 1) * MEGABYTE))
                    .isEqualTo(letters((char) ('a' + i)));
        }
        assertThat(traces.reserved()).isZero();
    }

    @Test
    void letOneWriteThoughTheOtherIsAsked() {
        String location = nodes.get(0).begun("a.txt", 2L * MEGABYTE);
        try (SlowUpload piece = SlowUpload.piece(first.port(), owner, location, 0, MEGABYTE)) {
            piece.sends(MEGABYTE / 2);
            Patience.until("somebody writes", LONGER_THAN_A_LEASE, () -> traces.writers() == 1);

            nodes.get(1).patch(location, 0, letters('b')).isProblem(409, "conflict");

            assertThat(piece.sends(MEGABYTE / 2).status(30_000)).isEqualTo(204);
        }
        nodes.get(1).patch(location, MEGABYTE, letters('b')).hasStatus(204);
        assertThat(shelf.fileCount()).isEqualTo(1);
    }

    /** Nothing gives the dead one's lease back; it only passes. */
    @Test
    void waitForADeadNodeNoLongerThanItsLease() {
        int port = GatehouseProcess.freePort();
        String location = nodes.get(0).begun("a.txt", 2L * MEGABYTE);
        try (GatehouseProcess doomed = launched("upload-node-three", port, first.port());
                SlowUpload piece = pieceAt(doomed, location)) {
            piece.sends(MEGABYTE / 2);
            Patience.until("somebody writes", LONGER_THAN_A_LEASE, () -> traces.writers() == 1);
            doomed.kill();
        }
        nodes.get(1).patch(location, 0, letters('b')).isProblem(409, "conflict");

        Patience.until(
                "the lease has passed",
                LONGER_THAN_A_LEASE,
                () -> nodes.get(1).patch(location, 0, letters('b')).status() == 204);
        nodes.get(0).patch(location, MEGABYTE, letters('b')).hasStatus(204);
        assertThat(shelf.fileCount()).isEqualTo(1);
    }

    private SlowUpload pieceAt(GatehouseProcess node, String location) {
        node.awaitReady();
        return SlowUpload.piece(node.port(), owner, location, 0, MEGABYTE);
    }

    private static GatehouseProcess launched(String name, int port, int publicPort) {
        return GatehouseProcess.launched(
                name,
                port,
                Map.ofEntries(
                        Map.entry("PUBLIC_URL", "http://localhost:" + publicPort),
                        Map.entry("DATABASE_URL", ExternalPostgres.application(database)),
                        Map.entry("DATABASE_OWNER_URL", ExternalPostgres.owner(database)),
                        Map.entry("ENCRYPTION_KEY", "x1k0Y7d0sJp2mB6Qw3cVn8rT5yUe9aLhZf4gGiKjMoE="),
                        Map.entry(
                                "GATEHOUSE_DATA",
                                GatehouseProcess.freshData(name).toString()),
                        Map.entry("STORAGE_BACKENDS", "s3"),
                        Map.entry("S3_ENDPOINT", "http://127.0.0.1:" + s3.port()),
                        Map.entry("S3_BUCKET", S3Process.BUCKET),
                        Map.entry("S3_ACCESS_KEY", S3Process.ACCESS_KEY),
                        Map.entry("S3_SECRET_KEY", S3Process.SECRET_KEY)));
    }

    private static byte[] letters(char letter) {
        byte[] letters = new byte[MEGABYTE];
        Arrays.fill(letters, (byte) letter);
        return letters;
    }
}

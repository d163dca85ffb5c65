package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Letters;
import dev.gatehouse.web.testing.NodeProgram;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Rows;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.Trees;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client that most applications use, as npm has it, against a server of 384 MiB. */
@Tag("alone")
class TusClientIT extends OverHttp {

    private static final long GIBIBYTE = 1L << 30;

    private static Path data;
    private static GatehouseProcess server;
    private static NodeProgram client;

    private final Shelf shelf = new Shelf(server.api(), People.of(server.api()).signedIn());

    @BeforeAll
    static void start() {
        int port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("tus-client");
        Map<String, String> environment = new HashMap<>(GatehouseProcess.development(port, data));
        environment.put("STORAGE_MAX_FILE", "2GiB");
        environment.put("STORAGE_QUOTA", "2GiB");
        client = NodeProgram.installed(Path.of("src/test/tus"), "upload.mjs");
        server = GatehouseProcess.serving("tus-client", port, environment);
    }

    @AfterAll
    static void stop() {
        server.close();
        Trees.delete(data);
    }

    @Test
    @Row("FI-04")
    void uploadsAGibibyteWithThreeInterruptions() throws Exception {
        Path file = client.folder().resolve("big.txt");
        try (OutputStream out = Files.newOutputStream(file)) {
            new Letters(GIBIBYTE).transferTo(out);
        }
        long reached = 0;
        for (long diesAfter : new long[] {GIBIBYTE / 4, GIBIBYTE / 2, GIBIBYTE / 4 * 3}) {
            String told = upload(file, Long.toString(diesAfter)).endsWith(9);
            assertThat(from(told)).isGreaterThanOrEqualTo(reached).isLessThan(diesAfter);
            reached = from(told) + 1;
        }
        String told = upload(file).endsWith(0);

        assertThat(from(told)).as("most had come before").isGreaterThan(GIBIBYTE / 2);
        assertThat(told).contains("done");
        String id =
                told.substring(told.indexOf("file ") + 5).lines().findFirst().orElseThrow();
        Answer found = shelf.get("/api/files/" + id).hasStatus(200);
        assertThat(found.json().getJsonNumber("size").longValue()).isEqualTo(GIBIBYTE);
        assertThat(found.text("sha256")).isEqualTo(hash());
        assertThat(shelf.usedBytes()).isEqualTo(GIBIBYTE);
        assertThat(Rows.of(() -> ConnectionUrls.in(data).superuser())
                        .number("SELECT sum(reserved_bytes) FROM storage.usage"))
                .isZero();
    }

    @Test
    void givesItsPagesTheVeryClientThatNpmHas() throws Exception {
        byte[] ours =
                server.api().get("/assets/tus.min.js").send().hasStatus(200).body();
        byte[] theirs = Files.readAllBytes(client.folder().resolve("node_modules/tus-js-client/dist/tus.min.js"));
        assertThat(ours).isEqualTo(theirs);
    }

    private NodeProgram.Run upload(Path file, String... more) {
        return client.run(
                "http://localhost:" + server.port(),
                shelf.owner().accessToken(),
                file.toAbsolutePath().toString(),
                client.folder().resolve("memory.json").toAbsolutePath().toString(),
                more.length > 0 ? more[0] : "");
    }

    /** Where it went on in the end: a server that is still storing what a killed client sent lets it ask again. */
    private static long from(String told) {
        return told.lines()
                .filter(line -> line.startsWith("from "))
                .mapToLong(line -> Long.parseLong(line.substring(5)))
                .reduce(0, (earlier, later) -> later);
    }

    private static String hash() throws Exception {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream hashed = new DigestInputStream(new Letters(GIBIBYTE), hash)) {
            hashed.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(hash.digest());
    }
}

package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Letters;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.SmallDisk;
import dev.gatehouse.web.testing.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files that fit neither into the server's memory of 384 MiB nor into its temporary folder of 50 MB. */
@Tag("alone")
class BigFileIT extends OverHttp {

    private static final long TWO_GIBIBYTES = 2L << 30;
    private static final long LITTLE = 5 << 20;

    private static Path data;
    private static SmallDisk temporary;
    private static GatehouseProcess server;

    private final Shelf shelf = new Shelf(server.api(), People.of(server.api()).signedIn());

    @BeforeAll
    static void start() throws IOException {
        int port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("big-file");
        temporary = SmallDisk.at(data.resolve("tmp"), 50);
        Map<String, String> environment = new HashMap<>(GatehouseProcess.development(port, data.resolve("data")));
        environment.put("STORAGE_MAX_FILE", "3GiB");
        environment.put("STORAGE_QUOTA", "3GiB");
        environment.put(
                "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary.folder().toAbsolutePath());
        // the container would unpack the WAR into the temporary folder
        Path home = Files.createDirectories(data.resolve("server"));
        List<String> elsewhere = List.of("--rootdir", home.toAbsolutePath().toString());
        server = GatehouseProcess.serving("big-file", port, environment, elsewhere);
    }

    @AfterAll
    static void stop() {
        try (SmallDisk mounted = temporary) {
            server.close();
            assertThat(mounted.folder()).exists();
        }
        Trees.delete(data);
    }

    @Test
    @Row("FI-04")
    void streamsTwoGibibytesInAndOut() throws Exception {
        survives(shelf.announced("big.txt", "text/plain", TWO_GIBIBYTES, () -> new Letters(TWO_GIBIBYTES)));
    }

    @Test
    @Row("FI-04")
    void streamsTwoGibibytesInAFormInAndOut() throws Exception {
        survives(shelf.call("POST", "/api/files")
                .within(Duration.ofMinutes(5))
                .body(Shelf.formType(), HttpRequest.BodyPublishers.ofInputStream(BigFileIT::form))
                .send());
    }

    private static InputStream form() {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(Shelf.part("form-data; name=\"file\"; filename=\"big.txt\"", "text/plain")),
                new Letters(TWO_GIBIBYTES),
                new ByteArrayInputStream(Shelf.end()))));
    }

    private void survives(Answer uploaded) throws Exception {
        String hash = hash(new Letters(TWO_GIBIBYTES));
        assertThat(uploaded.hasStatus(201).text("sha256")).isEqualTo(hash);
        assertThat(uploaded.json().getJsonNumber("size").longValue()).isEqualTo(TWO_GIBIBYTES);

        HttpResponse<InputStream> download = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/api/files/"
                                        + uploaded.text("id") + "/content"))
                                .header(
                                        "Authorization",
                                        "Bearer " + shelf.owner().accessToken())
                                .build(),
                        BodyHandlers.ofInputStream());

        assertThat(download.headers().firstValue("Content-Length")).hasValue(Long.toString(TWO_GIBIBYTES));
        try (InputStream body = download.body()) {
            assertThat(hash(body)).isEqualTo(hash);
        }
        assertThat(temporaryBytes()).as("left in the temporary folder").isLessThan(LITTLE);
        shelf.delete(uploaded.text("id")).hasStatus(204);
    }

    private static long temporaryBytes() throws IOException {
        try (Stream<Path> files = Files.walk(temporary.folder())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static String hash(InputStream content) throws Exception {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream hashed = new DigestInputStream(content, hash)) {
            hashed.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(hash.digest());
    }
}

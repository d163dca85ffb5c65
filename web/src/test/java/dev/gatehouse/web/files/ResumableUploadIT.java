package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.TusUploads;
import dev.gatehouse.web.testing.UploadTraces;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uploads by tus 1.0.0: what the protocol promises. */
class ResumableUploadIT extends OverHttp {

    private static final byte[] HELLO = "Hello, gatehouse".getBytes(StandardCharsets.UTF_8);

    private final TusUploads uploads = new TusUploads(api, people.signedIn());
    private final Shelf shelf = new Shelf(api, uploads.owner());
    private final UploadTraces traces = new UploadTraces(rows, uploads.owner().id());

    @Test
    void tellsWhatItCan() {
        Answer answer = api.call("OPTIONS", TusUploads.PATH).send().hasStatus(204);

        assertThat(answer.header("Tus-Resumable")).hasValue("1.0.0");
        assertThat(answer.header("Tus-Version")).hasValue("1.0.0");
        assertThat(answer.header("Tus-Extension")).hasValue("creation,termination,expiration,checksum");
        assertThat(answer.header("Tus-Checksum-Algorithm")).hasValue("md5,sha1,sha256,sha512");
        assertThat(answer.header("Tus-Max-Size")).hasValue(Long.toString(100L << 20));
    }

    @Test
    @Row("FI-01")
    void makesAFileOfPieces() {
        Answer created =
                uploads.create("../../Grüße.txt", "text/plain", HELLO.length).hasStatus(201);
        String location = created.header("Location").orElseThrow();
        assertThat(location).matches("/api/uploads/[0-9a-f-]{36}");
        assertThat(created.header("Upload-Expires").orElseThrow()).endsWith("GMT");

        Answer first = uploads.patch(location, 0, "Hello").hasStatus(204);
        assertThat(TusUploads.offset(first)).isEqualTo(5);
        assertThat(first.header("Gatehouse-File")).isEmpty();
        Answer last = uploads.patch(location, 5, ", gatehouse").hasStatus(204);
        String file = TusUploads.file(last);

        assertThat(TusUploads.offset(last)).isEqualTo(HELLO.length);
        assertThat(shelf.content(file).hasStatus(200).body()).isEqualTo(HELLO);
        assertThat(shelf.get("/api/files/" + file).text("name")).isEqualTo("Grüße.txt");
        assertThat(shelf.usedBytes()).isEqualTo(HELLO.length);
        assertThat(traces.reserved()).isZero();
        assertThat(traces.pieces()).isZero();
    }

    @Test
    void tellsAgainWhatHasBecomeOfAnUpload() {
        String location = uploads.begun("a.txt", HELLO.length);
        String file = TusUploads.file(uploads.patch(location, 0, HELLO));

        Answer head = uploads.head(location).hasStatus(200);
        assertThat(TusUploads.file(head)).isEqualTo(file);
        assertThat(TusUploads.offset(head)).isEqualTo(HELLO.length);
        assertThat(head.header("Upload-Length")).hasValue(Integer.toString(HELLO.length));
        assertThat(head.header("Upload-Metadata")).hasValue(TusUploads.metadata("a.txt", "text/plain"));
        assertThat(head.header("Cache-Control")).hasValue("no-store");
        assertThat(TusUploads.file(uploads.patch(location, HELLO.length, "").hasStatus(204)))
                .isEqualTo(file);
        uploads.patch(location, 0, HELLO).isProblem(409, "conflict");

        assertThat(shelf.fileCount()).isEqualTo(1);
        assertThat(rows.eventsAbout(uploads.owner().id())).containsOnlyOnce("file.uploaded");
        uploads.delete(location).hasStatus(204);
        uploads.head(location).hasStatus(404);
        assertThat(shelf.content(file).hasStatus(200).body()).isEqualTo(HELLO);
    }

    @Test
    void makesAnEmptyFileAtOnce() {
        Answer created = uploads.create("a.txt", "text/plain", 0).hasStatus(201);

        assertThat(shelf.content(TusUploads.file(created)).hasStatus(200).body())
                .isEmpty();
        assertThat(TusUploads.file(uploads.head(created.header("Location").orElseThrow())))
                .isEqualTo(TusUploads.file(created));
    }

    @Test
    void takesEveryChecksumThatItNames() {
        Map<String, String> algorithms =
                Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");
        algorithms.forEach((label, algorithm) -> {
            String location = uploads.begun(label + ".txt", HELLO.length);
            uploads.piece(location, 0, HELLO)
                    .header("Upload-Checksum", TusUploads.checksum(label, algorithm, HELLO))
                    .send()
                    .hasStatus(204);
        });
        assertThat(shelf.fileCount()).isEqualTo(algorithms.size());
    }

    @Test
    @Row("FI-06")
    void givesTheRoomBackWithTheUpload() {
        String location = uploads.begun("a.txt", 1000);
        uploads.patch(location, 0, "abc").hasStatus(204);
        assertThat(traces.reserved()).isEqualTo(1000);

        uploads.delete(location).hasStatus(204);

        assertThat(traces.reserved()).isZero();
        assertThat(traces.uploads()).isZero();
        assertThat(traces.pieces()).isZero();
        uploads.head(location).hasStatus(404);
        uploads.delete(location).isProblem(404, "not_found");
    }

    @Test
    @Row("WB-01")
    void takesAMethodFromAHeaderOnlyWhereTheRequestIsUnsafeAnyway() {
        String location = uploads.begun("a.txt", 2);
        for (String method : List.of("GET", "HEAD")) {
            uploads.call(method, location)
                    .header("X-HTTP-Method-Override", "DELETE")
                    .send();
        }
        assertThat(uploads.offset(location)).isZero();

        Api.Call piece = uploads.call("POST", location)
                .header("X-HTTP-Method-Override", "PATCH")
                .header("Upload-Offset", "0")
                .body(TusUploads.PIECE, BodyPublishers.ofString("ab"));
        assertThat(shelf.content(TusUploads.file(piece.send().hasStatus(204))).text())
                .isEqualTo("ab");
    }
}

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
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Uploads by tus 1.0.0 that are refused: nothing of them is kept. */
class RefusedUploadIT extends OverHttp {

    private static final byte[] HELLO = "Hello, gatehouse".getBytes(StandardCharsets.UTF_8);
    private static final String NOBODYS = TusUploads.PATH + "/" + UUID.randomUUID();

    private final TusUploads uploads = new TusUploads(api, people.signedIn());
    private final Shelf shelf = new Shelf(api, uploads.owner());
    private final UploadTraces traces = new UploadTraces(rows, uploads.owner().id());

    @Test
    void refusesStrangers() {
        for (String method : List.of("POST", "HEAD", "PATCH", "DELETE")) {
            String path = method.equals("POST") ? TusUploads.PATH : NOBODYS;
            api.call(method, path)
                    .header("Tus-Resumable", "1.0.0")
                    .header("Content-Type", TusUploads.PIECE)
                    .send()
                    .hasStatus(401);
        }
    }

    @Test
    void refusesAnotherVersionOfTheProtocol() {
        Answer answer = api.post(TusUploads.PATH)
                .bearer(uploads.owner().accessToken())
                .header("Tus-Resumable", "0.2.2")
                .header("Upload-Length", "10")
                .send()
                .isProblem(412, "unsupported_protocol_version");

        assertThat(answer.header("Tus-Version")).hasValue("1.0.0");
        assertThat(traces.uploads()).isZero();
        api.delete(uploads.begun("a.txt", 1))
                .bearer(uploads.owner().accessToken())
                .send()
                .isProblem(412, "unsupported_protocol_version");
    }

    @Test
    void refusesToBeginWithoutALengthOrAName() {
        for (String length : List.of("", "-1", "1e9", "9999999999999999999")) {
            begin(Map.of("Upload-Length", length, "Upload-Metadata", TusUploads.metadata("a.txt", "text/plain")))
                    .isProblem(400, "validation_failed");
        }
        begin(Map.of("Upload-Length", "1")).isProblem(400, "validation_failed");
        begin(Map.of("Upload-Length", "1", "Upload-Metadata", "filetype aW1hZ2U="))
                .isProblem(400, "validation_failed");
        begin(Map.of("Upload-Length", "1", "Upload-Metadata", "filename Li4=")).isProblem(400, "validation_failed");
        for (String metadata : List.of("filename !", "filename YQ==,filename Yg==", ",", "filename gA==")) {
            begin(Map.of("Upload-Length", "1", "Upload-Metadata", metadata)).isProblem(400, "malformed_request");
        }
        assertThat(traces.uploads()).isZero();
    }

    @Test
    void refusesExtensionsThatItDoesNotSpeak() {
        String metadata = TusUploads.metadata("a.txt", "text/plain");
        begin(Map.of("Upload-Defer-Length", "1", "Upload-Metadata", metadata)).isProblem(400, "malformed_request");
        begin(Map.of("Upload-Concat", "partial", "Upload-Length", "1", "Upload-Metadata", metadata))
                .isProblem(400, "malformed_request");
        uploads.call("POST", TusUploads.PATH)
                .header("Upload-Length", "1")
                .header("Upload-Metadata", metadata)
                .body(TusUploads.PIECE, BodyPublishers.ofString("a"))
                .send()
                .isProblem(400, "malformed_request");
        assertThat(traces.uploads()).isZero();
    }

    @Test
    @Row("FI-04")
    void refusesToBeginWhatIsLongerThanAFileMayBe() {
        long most = shelf.get("/api/files/usage")
                .json()
                .getJsonNumber("maxFileBytes")
                .longValue();

        uploads.create("a.txt", "text/plain", most + 1).isProblem(413, "file_too_large");

        assertThat(traces.reserved()).isZero();
        uploads.create("a.txt", "text/plain", most).hasStatus(201);
        assertThat(traces.reserved()).isEqualTo(most);
    }

    @Test
    @Row("FI-05")
    void hidesOtherPeoplesUploads() {
        String location = uploads.begun("a.txt", 4);
        uploads.patch(location, 0, "ab").hasStatus(204);
        TusUploads stranger = new TusUploads(api, people.signedIn());

        stranger.head(location).hasStatus(404);
        stranger.patch(location, 2, "cd").isProblem(404, "not_found");
        stranger.delete(location).isProblem(404, "not_found");
        stranger.head(NOBODYS).hasStatus(404);
        stranger.head(TusUploads.PATH + "/a").hasStatus(404);

        assertThat(uploads.offset(location)).isEqualTo(2);
    }

    @Test
    void refusesPiecesThatSayTooLittle() {
        String location = uploads.begun("a.txt", 4);

        uploads.call("PATCH", location)
                .body(TusUploads.PIECE, BodyPublishers.ofString("abcd"))
                .send()
                .isProblem(400, "validation_failed");
        uploads.call("PATCH", location)
                .header("Upload-Offset", "0")
                .body("application/octet-stream", BodyPublishers.ofString("abcd"))
                .send()
                .isProblem(415, "unsupported_media_type");

        assertThat(uploads.offset(location)).isZero();
    }

    @Test
    void refusesAnotherOffset() {
        String location = uploads.begun("a.txt", 4);
        uploads.patch(location, 2, "cd").isProblem(409, "conflict");
        uploads.patch(location, 0, "ab").hasStatus(204);
        uploads.patch(location, 0, "ab").isProblem(409, "conflict");

        assertThat(uploads.offset(location)).isEqualTo(2);
    }

    @Test
    void keepsNothingOfAPieceThatIsTooLong() {
        String location = uploads.begun("a.txt", 4);

        uploads.patch(location, 0, "abcde").isProblem(413, "payload_too_large");

        assertThat(uploads.offset(location)).isZero();
        assertThat(traces.pieces()).isZero();
    }

    @Test
    void keepsNothingOfAPieceWithAWrongChecksum() {
        String location = uploads.begun("a.txt", HELLO.length);
        for (String label : List.of("sha1", "sha256")) {
            String wrong = TusUploads.checksum(label, label.replace("sha", "SHA-"), new byte[0]);
            uploads.piece(location, 0, HELLO)
                    .header("Upload-Checksum", wrong)
                    .send()
                    .isProblem(460, "checksum_mismatch");
        }
        for (String unknown : List.of("crc32 AAAA", "sha1", "sha1 !")) {
            uploads.piece(location, 0, HELLO)
                    .header("Upload-Checksum", unknown)
                    .send()
                    .isProblem(400, "malformed_request");
        }

        assertThat(uploads.offset(location)).isZero();
        assertThat(traces.pieces()).isZero();
        assertThat(shelf.fileCount()).isZero();
    }

    @Test
    @Row("FI-03")
    void leavesNothingOfAFileOfAWrongType() {
        String location = uploads.create("a.png", "image/png", HELLO.length)
                .hasStatus(201)
                .header("Location")
                .orElseThrow();
        uploads.patch(location, 0, "Hello").hasStatus(204);

        uploads.patch(location, 5, ", gatehouse").isProblem(415, "file_type_rejected");

        uploads.head(location).hasStatus(404);
        assertThat(traces.uploads()).isZero();
        assertThat(traces.pieces()).isZero();
        assertThat(traces.reserved()).isZero();
        assertThat(shelf.fileCount()).isZero();
        assertThat(rows.eventsAbout(uploads.owner().id()))
                .contains("file.refused")
                .doesNotContain("file.uploaded");
    }

    private Answer begin(Map<String, String> headers) {
        Api.Call call = uploads.call("POST", TusUploads.PATH);
        headers.forEach(call::header);
        return call.send();
    }
}

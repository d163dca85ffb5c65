package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Letters;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Shelf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much may be sent, and how. */
class UploadLimitsIT extends OverHttp {

    private static final long MAX = 100L << 20;

    private final Shelf shelf = new Shelf(api, people.signedIn());

    @Test
    @Row("FI-04")
    void refusesAFileThatSaysItIsTooLong() {
        shelf.announced("a.txt", "text/plain", MAX + 1, () -> new Letters(MAX + 1))
                .isProblem(413, "file_too_large");
        assertThat(rows.number(
                        "SELECT count(*) FROM storage.usage WHERE account_id = ?",
                        shelf.owner().id()))
                .as("room was reserved for it")
                .isZero();
        leftNothing();
    }

    @Test
    @Row("FI-04")
    void refusesAFileThatBecomesTooLong() {
        shelf.stream("a.txt", "text/plain", () -> new Letters(MAX + 1)).isProblem(413, "file_too_large");
        leftNothing();
    }

    @Test
    @Row("FI-04")
    void refusesAFileInAFormThatBecomesTooLong() {
        byte[] before = Shelf.part("form-data; name=\"file\"; filename=\"a.txt\"", "text/plain");
        shelf.call("POST", "/api/files")
                .body(
                        Shelf.formType(),
                        BodyPublishers.ofInputStream(() ->
                                new SequenceInputStream(new ByteArrayInputStream(before), new Letters(MAX + 1_000))))
                .send()
                .isProblem(413, "file_too_large");
        leftNothing();
    }

    @Test
    @Row("FI-04")
    void takesAFileOfExactlyTheLimit() {
        Answer answer =
                shelf.stream("a.txt", "text/plain", () -> new Letters(MAX)).hasStatus(201);
        assertThat(answer.json().getInt("size")).isEqualTo((int) MAX);
        assertThat(shelf.usedBytes()).isEqualTo(MAX);
        shelf.delete(answer.text("id")).hasStatus(204);
    }

    @Test
    @Row("FI-11")
    void refusesAFormOfTooManyParts() {
        byte[] field = Shelf.part("form-data; name=\"a\"", "text/plain");
        byte[] file = Shelf.part("form-data; name=\"file\"; filename=\"a.txt\"", "text/plain");
        shelf.form(join(times(20, field), file, letter(), Shelf.end())).isProblem(413, "payload_too_large");
        shelf.form(join(file, letter(), times(20, field), Shelf.end())).isProblem(413, "payload_too_large");
        leftNothing();
        shelf.form(join(times(19, field), file, letter(), Shelf.end())).hasStatus(201);
    }

    @Test
    @Row("FI-11")
    void refusesAFormWithEndlessHeaders() {
        byte[] header = Shelf.part(
                "form-data; name=\"file\"; filename=\"a.txt\"; a=\"" + "b".repeat(5_000) + "\"", "text/plain");
        shelf.form(join(header, letter(), Shelf.end())).isProblem(413, "payload_too_large");
        byte[] unending =
                ("\r\n--" + Shelf.BOUNDARY + "\r\n" + "a: b\r\n".repeat(500_000)).getBytes(StandardCharsets.UTF_8);
        shelf.form(unending).isProblem(413, "payload_too_large");
        leftNothing();
    }

    @Test
    @Row("FI-11")
    void refusesAFormThatIsMostlySomethingElse() {
        byte[] file = join(Shelf.part("form-data; name=\"file\"; filename=\"a.txt\"", "text/plain"), letter());
        byte[] much = join(
                Shelf.part("form-data; name=\"a\"", "text/plain"),
                "b".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        shelf.form(join(much, file, Shelf.end())).isProblem(413, "payload_too_large");
        shelf.form(join(file, much, Shelf.end())).isProblem(413, "payload_too_large");
        shelf.form(join("x".repeat(200_000).getBytes(StandardCharsets.UTF_8), file, Shelf.end()))
                .isProblem(413, "payload_too_large");
        leftNothing();
    }

    @Test
    @Row("FI-11")
    void refusesAFormThatCannotBeRead() {
        byte[] file = join(Shelf.part("form-data; name=\"file\"; filename=\"a.txt\"", "text/plain"), letter());
        shelf.form(file).isProblem(400, "malformed_request");
        shelf.form(new byte[0]).isProblem(400, "malformed_request");
        shelf.form(join(file, file, Shelf.end())).isProblem(400, "malformed_request");
        shelf.form(join(Shelf.part("form-data; name=\"file\"", "text/plain"), letter(), Shelf.end()))
                .isProblem(400, "malformed_request");
        for (String type : List.of("multipart/form-data", "multipart/mixed; boundary=a")) {
            shelf.call("POST", "/api/files")
                    .body(type, BodyPublishers.ofByteArray(file))
                    .send()
                    .isProblem(415, "unsupported_media_type");
        }
        leftNothing();
    }

    private void leftNothing() {
        assertThat(rows.number(
                        "SELECT count(*) FROM storage.file WHERE account_id = ?",
                        shelf.owner().id()))
                .isZero();
        assertThat(rows.number(
                        "SELECT count(*) FROM storage.reservation WHERE account_id = ?",
                        shelf.owner().id()))
                .isZero();
        assertThat(shelf.usedBytes()).isZero();
    }

    private static byte[] letter() {
        return new byte[] {'x'};
    }

    private static byte[] times(int count, byte[] bytes) {
        return join(Collections.nCopies(count, bytes).toArray(byte[][]::new));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}

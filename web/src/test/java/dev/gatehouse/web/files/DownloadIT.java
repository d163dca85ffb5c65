package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back, whole or in part, and what does not because it is damaged. */
class DownloadIT extends OverHttp {

    private static final int LARGE = 6 << 20;

    private final Shelf shelf = new Shelf(api, people.signedIn());

    @Test
    @Row("R-35")
    void refusesASmallFileWhoseBytesAreNotThoseThatWereStored() throws IOException {
        String id =
                shelf.put("a.txt", "text/plain", "0123456789").hasStatus(201).text("id");
        damage(id, 4);

        Answer answer = shelf.content(id).isProblem(500, "internal_error");

        assertThat(answer.text("detail")).contains("damaged");
        shelf.call("GET", "/api/files/" + id + "/content")
                .header("Range", "bytes=0-1")
                .send()
                .isProblem(500, "internal_error");
        assertThat(damagesRecorded()).isEqualTo(2);
        assertThat(shelf.get("/api/files/" + id).status()).isEqualTo(200);
    }

    @Test
    @Row("R-35")
    void neverHandsOutTheWholeOfALargeFileThatIsDamaged() throws IOException {
        String id = large();
        damage(id, LARGE / 2);

        assertThatThrownBy(() -> shelf.content(id)).isInstanceOf(UncheckedIOException.class);

        assertThat(damagesRecorded()).isEqualTo(1);
    }

    @Test
    @Row("R-35")
    void refusesAFileThatIsCutShortOrGone() throws IOException {
        String cut = large();
        try (FileChannel channel = FileChannel.open(object(cut), StandardOpenOption.WRITE)) {
            channel.truncate(LARGE - 1);
        }
        String gone = shelf.put("b.txt", "text/plain", "b").hasStatus(201).text("id");
        Files.delete(object(gone));

        shelf.content(cut).isProblem(500, "internal_error");
        shelf.content(gone).isProblem(500, "internal_error");

        assertThat(damagesRecorded()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=99999999999-", "bytes=-0"})
    void refusesARangeBehindTheEnd(String range) {
        String id =
                shelf.put("a.txt", "text/plain", "0123456789").hasStatus(201).text("id");
        Answer answer = ranged(id, range).isProblem(416, "range_not_satisfiable");
        assertThat(answer.header("Content-Range")).hasValue("bytes */10");
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,0", "bytes=2-4,2,4", "bytes=7-,7,9", "bytes=-3,7,9", "bytes=-99,0,9", "bytes=5-99,5,9"})
    void sendsTheAskedPart(String range, int first, int last) {
        String id =
                shelf.put("a.txt", "text/plain", "0123456789").hasStatus(201).text("id");
        Answer answer = ranged(id, range).hasStatus(206);
        assertThat(answer.text()).isEqualTo("0123456789".substring(first, last + 1));
        assertThat(answer.header("Content-Range")).hasValue("bytes " + first + "-" + last + "/10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "lines=1-2", "bytes=4-2", "bytes=a-b", "bytes=-", "bytes"})
    void sendsTheWholeWhereItCannotSendThePart(String range) {
        String id =
                shelf.put("a.txt", "text/plain", "0123456789").hasStatus(201).text("id");
        assertThat(ranged(id, range).hasStatus(200).text()).isEqualTo("0123456789");
    }

    @Test
    void sendsNothingAgainThatTheClientHas() {
        String id =
                shelf.put("a.txt", "text/plain", "0123456789").hasStatus(201).text("id");
        String tag = shelf.content(id).header("ETag").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{64}\"");

        for (String known : List.of(tag, "\"x\", W/" + tag, "*")) {
            Answer answer = shelf.call("GET", "/api/files/" + id + "/content")
                    .header("If-None-Match", known)
                    .send()
                    .hasStatus(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("ETag")).hasValue(tag);
        }
        assertThat(shelf.call("GET", "/api/files/" + id + "/content")
                        .header("If-None-Match", "\"x\"")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sendsAPartOnlyOfWhatTheClientHas() {
        String id =
                shelf.put("a.txt", "text/plain", "0123456789").hasStatus(201).text("id");
        String tag = shelf.content(id).header("ETag").orElseThrow();
        assertThat(ranged(id, "bytes=1-2", tag)).isEqualTo(206);
        assertThat(ranged(id, "bytes=1-2", "\"other\"")).isEqualTo(200);
        assertThat(ranged(id, "bytes=1-2", "Wed, 21 Oct 2015 07:28:00 GMT")).isEqualTo(200);
    }

    @Test
    void tellsTheLengthWithoutTheContent() {
        String id = large();
        Answer answer =
                shelf.call("HEAD", "/api/files/" + id + "/content").send().hasStatus(200);
        assertThat(answer.header("Content-Length")).hasValue(Integer.toString(LARGE));
        assertThat(answer.header("Accept-Ranges")).hasValue("bytes");
        assertThat(rows.eventsAbout(shelf.owner().id())).doesNotContain("file.downloaded");
    }

    @Test
    void sendsALargeFileWholeAndInParts() {
        String id = large();
        byte[] whole = shelf.content(id).hasStatus(200).body();
        assertThat(whole).hasSize(LARGE);
        assertThat(ranged(id, "bytes=1000000-5999999").hasStatus(206).body())
                .isEqualTo(Arrays.copyOfRange(whole, 1_000_000, 6_000_000));
    }

    private int ranged(String id, String range, String ifRange) {
        return shelf.call("GET", "/api/files/" + id + "/content")
                .header("Range", range)
                .header("If-Range", ifRange)
                .send()
                .status();
    }

    private Answer ranged(String id, String range) {
        return shelf.call("GET", "/api/files/" + id + "/content")
                .header("Range", range)
                .send();
    }

    private String large() {
        byte[] content = new byte[LARGE];
        Arrays.fill(content, (byte) 'a');
        return shelf.put("large.txt", "text/plain", content).hasStatus(201).text("id");
    }

    private void damage(String id, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(object(id), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'!'}), at);
        }
    }

    private Path object(String id) {
        String key = rows.text("SELECT object_key FROM storage.file WHERE id = ?::uuid", id);
        return SERVER.data().resolve("files").resolve(Shelf.objectPath(key));
    }

    private long damagesRecorded() {
        return rows.number(
                "SELECT count(*) FROM audit.event WHERE subject_id = ? AND type = 'file.downloaded'"
                        + " AND outcome = 'failure' AND reason = 'damaged'",
                shelf.owner().id());
    }
}

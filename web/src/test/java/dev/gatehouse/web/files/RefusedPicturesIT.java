package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.Row;
import dev.gatehouse.testing.TableBomb;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.Together;
import dev.gatehouse.web.testing.Wire;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is no picture, or would cost too much to look at, changes nothing. */
class RefusedPicturesIT extends OverHttp {

    private final SignedIn owner = people.signedIn();

    @Test
    void takesNoPictureOfStrangers() {
        api.call("PUT", "/api/account/picture")
                .body("image/png", BodyPublishers.ofByteArray(Images.png(9, 9)))
                .send()
                .isProblem(401, "unauthenticated");
        api.get("/api/account/picture").send().isProblem(401, "unauthenticated");
        api.delete("/api/account/picture").send().isProblem(401, "unauthenticated");
        api.get("/api/users/" + owner.id() + "/picture").send().isProblem(401, "unauthenticated");
    }

    @Test
    @Row("FI-02")
    void takesNothingThatCouldRun() {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8);
        byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

        put("image/svg+xml", svg).isProblem(415, "file_type_rejected");
        put("image/png", svg).isProblem(415, "file_type_rejected");
        put("image/png", page).isProblem(415, "file_type_rejected");
        put("text/html", page).isProblem(415, "file_type_rejected");
        put("application/pdf", "%PDF-1.4".getBytes(StandardCharsets.UTF_8)).isProblem(415, "file_type_rejected");
        nothingIsKept();
        assertThat(rows.eventsAbout(owner.id())).contains("file.refused").doesNotContain("account.picture_changed");
    }

    @Test
    void takesNoPictureUnderAnotherName() {
        put("image/jpeg", Images.png(9, 9)).isProblem(415, "file_type_rejected");
        form("me.gif", "image/png", Images.png(9, 9)).isProblem(415, "file_type_rejected");
        nothingIsKept();
    }

    @Test
    @Row("FI-07")
    void refusesPixelFloodsOfEveryFormat() {
        put("image/png", Images.pngClaiming(64_250, 64_250)).isProblem(413, "file_too_large");
        put("image/png", Images.pngClaiming(6400, 6400)).isProblem(413, "file_too_large");
        put("image/jpeg", Images.jpegClaiming(65_500, 65_500)).isProblem(413, "file_too_large");
        put("image/gif", Images.gifClaiming(65_535, 65_535)).isProblem(413, "file_too_large");
        put("image/gif", Images.gifWithFrame(65_535, 65_535)).isProblem(413, "file_too_large");
        put("image/webp", Images.webpClaiming(16_383, 16_383)).isProblem(413, "file_too_large");
        put("image/webp", Images.losslessWebpClaiming(16_383, 16_383)).isProblem(413, "file_too_large");
        put("image/webp", Images.webpWithCanvas(1 << 24, 1 << 8)).isProblem(413, "file_too_large");
        put("image/webp", Images.webpWithFrameInCanvas(16_383, 16_383)).isProblem(413, "file_too_large");
        nothingIsKept();
    }

    @Test
    @Row("FI-07")
    void outlivesManyCostlyImagesAtOnce() {
        byte[] large = Images.hugePng(6300, 6300);
        byte[] bomb = TableBomb.webp();

        AtomicInteger turn = new AtomicInteger();
        List<Answer> answers = Together.times(
                16, () -> turn.incrementAndGet() % 2 == 0 ? put("image/png", large) : put("image/webp", bomb));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isIn(204, 415, 503));
        put("image/png", large).hasStatus(204);
    }

    @Test
    void refusesBrokenPictures() {
        byte[] png = Images.png(300, 300);
        put("image/png", Arrays.copyOf(png, png.length / 2)).isProblem(415, "file_type_rejected");
        byte[] gif = Images.gif(300, 300);
        put("image/gif", Arrays.copyOf(gif, 20)).isProblem(415, "file_type_rejected");
        put("image/jpeg", Arrays.copyOf(Images.jpeg(300, 300), 100)).isProblem(415, "file_type_rejected");
        put("image/webp", Arrays.copyOf(Images.webp(), 40)).isProblem(415, "file_type_rejected");
        put("image/png", new byte[0]).isProblem(415, "file_type_rejected");
        nothingIsKept();
    }

    @Test
    @Row("FI-04")
    void refusesWhatIsTooLarge() {
        byte[] large = Arrays.copyOf(Images.png(9, 9), (5 << 20) + 1);
        put("image/png", large).isProblem(413, "file_too_large");
        api.call("PUT", "/api/account/picture")
                .bearer(owner.accessToken())
                .body("image/png", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .send()
                .isProblem(413, "file_too_large");
        form("me.png", "image/png", large).isProblem(413, "file_too_large");
        nothingIsKept();
    }

    /** The end of these bodies never comes: what is too large already is refused without it. */
    @Test
    @Row("FI-04")
    void waitsForNoEndOfWhatIsTooLarge() {
        byte[] image = Arrays.copyOf(Images.png(9, 9), (5 << 20) + 50_000);
        assertThat(statusBeforeTheEnd("image/png", image)).isEqualTo(413);
        byte[] form = Shelf.formOf("me.png", "image/png", image);
        assertThat(statusBeforeTheEnd(Shelf.formType(), form)).isEqualTo(413);
        nothingIsKept();
    }

    @Test
    void refusesAFormWithoutAFile() {
        api.call("PUT", "/api/account/picture")
                .bearer(owner.accessToken())
                .body(Shelf.formType(), BodyPublishers.ofByteArray(Shelf.end()))
                .send()
                .isProblem(400, "malformed_request");
    }

    private int statusBeforeTheEnd(String type, byte[] body) {
        byte[] chunk = (Integer.toHexString(body.length + 1) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] sent = Arrays.copyOf(chunk, chunk.length + body.length);
        System.arraycopy(body, 0, sent, chunk.length, body.length);
        return new Wire(SERVER.port())
                .statusBeforeTheEnd(
                        "PUT /api/account/picture HTTP/1.1",
                        sent,
                        "Authorization: Bearer " + owner.accessToken(),
                        "Content-Type: " + type,
                        "Transfer-Encoding: chunked");
    }

    private void nothingIsKept() {
        assertThat(rows.number("SELECT count(*) FROM storage.file WHERE account_id = ?", owner.id()))
                .isZero();
        assertThat(get().header("Content-Type")).hasValue("image/svg+xml;charset=UTF-8");
    }

    private Answer get() {
        return api.get("/api/account/picture")
                .bearer(owner.accessToken())
                .send()
                .hasStatus(200);
    }

    private Answer put(String type, byte[] content) {
        return api.call("PUT", "/api/account/picture")
                .within(Duration.ofMinutes(2))
                .bearer(owner.accessToken())
                .body(type, BodyPublishers.ofByteArray(content))
                .send();
    }

    private Answer form(String name, String type, byte[] content) {
        return api.call("PUT", "/api/account/picture")
                .bearer(owner.accessToken())
                .body(Shelf.formType(), BodyPublishers.ofByteArray(Shelf.formOf(name, type, content)))
                .send();
    }
}

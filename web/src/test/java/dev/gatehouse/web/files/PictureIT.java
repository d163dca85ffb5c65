package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.Together;
import java.awt.image.BufferedImage;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The picture of an account: changed, shown, and taken away. */
class PictureIT extends OverHttp {

    private static final String OWN = "/api/account/picture";

    private final SignedIn owner = people.signedIn();
    private final SignedIn other = people.signedIn();

    @Test
    @Row("FI-05")
    void changesNobodyElsesPicture() {
        put(owner, "image/png", Images.png(50, 50)).hasStatus(204);
        String path = "/api/users/" + owner.id() + "/picture";
        for (String method : List.of("PUT", "DELETE", "POST", "PATCH")) {
            api.call(method, path)
                    .bearer(other.accessToken())
                    .body("image/png", BodyPublishers.ofByteArray(Images.png(9, 9)))
                    .send()
                    .isProblem(405, "method_not_allowed");
        }
        api.delete(OWN).bearer(other.accessToken()).send().hasStatus(204);
        assertThat(get(owner).header("Content-Type")).hasValue("image/png");
    }

    @Test
    void knowsNoPictureOfNobody() {
        api.get("/api/users/" + UUID.randomUUID() + "/picture")
                .bearer(owner.accessToken())
                .send()
                .isProblem(404, "not_found");
        api.get("/api/users/no-id/picture").bearer(owner.accessToken()).send().isProblem(404, "not_found");
    }

    @Test
    void isNoFile() {
        put(owner, "image/png", Images.png(50, 50)).hasStatus(204);
        Shelf shelf = new Shelf(api, owner);
        assertThat(shelf.get("/api/files").json().getJsonArray("items")).isEmpty();
        assertThat(shelf.get("/api/files/usage").json().getInt("fileCount")).isZero();
        String id = rows.text("SELECT id FROM storage.file WHERE account_id = ?", owner.id());
        shelf.get("/api/files/" + id).isProblem(404, "not_found");
        shelf.content(id).isProblem(404, "not_found");
        shelf.delete(id).isProblem(404, "not_found");
    }

    @Test
    void showsThePictureSmallAndToOthers() {
        put(owner, "image/jpeg", Images.jpeg(1600, 800)).hasStatus(204);

        Answer shown = api.get("/api/users/" + owner.id() + "/picture")
                .bearer(other.accessToken())
                .send()
                .hasStatus(200);
        assertThat(shown.header("Content-Type")).hasValue("image/jpeg");
        BufferedImage picture = Images.decoded(shown.body());
        assertThat(picture.getWidth()).isEqualTo(400);
        assertThat(picture.getHeight()).isEqualTo(200);
        assertThat(get(owner).body()).isEqualTo(shown.body());
        assertThat(rows.eventsAbout(owner.id()))
                .filteredOn("account.picture_changed"::equals)
                .hasSize(1);
    }

    @Test
    void takesEveryFormatAndBothWaysOfSending() {
        put(owner, "image/gif", Images.gif(500, 500)).hasStatus(204);
        put(owner, "image/webp", Images.webp()).hasStatus(204);
        put(owner, "application/octet-stream", Images.png(20, 20)).hasStatus(204);
        api.call("PUT", OWN)
                .bearer(owner.accessToken())
                .body(
                        Shelf.formType(),
                        BodyPublishers.ofByteArray(Shelf.formOf("me.jpg", "image/jpeg", Images.jpeg(30, 30))))
                .send()
                .hasStatus(204);
        assertThat(Images.decoded(get(owner).body()).getWidth()).isEqualTo(30);
    }

    @Test
    void isKeptByBrowsersAndAskedAboutAgain() {
        put(owner, "image/png", Images.png(50, 50)).hasStatus(204);
        Answer first = get(owner);
        String tag = first.header("ETag").orElseThrow();

        assertThat(first.header("Cache-Control")).hasValue("private, no-cache");
        Answer again = get(owner, tag).hasStatus(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).hasValue(tag);

        put(owner, "image/png", Images.png(60, 60)).hasStatus(204);
        assertThat(get(owner, tag).hasStatus(200).header("ETag")).isPresent().isNotEqualTo(tag);
        get(owner, "W/\"x\", *").hasStatus(304);
        api.delete(OWN).bearer(owner.accessToken()).send().hasStatus(204);
        get(owner, "*").hasStatus(200);
    }

    @Test
    @Row("FI-02")
    void isNothingThatABrowserWouldRun() {
        for (int i = 0; i < 2; i++) {
            Answer shown = get(owner);
            assertThat(shown.header("Content-Security-Policy")).hasValue("sandbox; default-src 'none'");
            assertThat(shown.header("X-Content-Type-Options")).hasValue("nosniff");
            put(owner, "image/png", Images.png(50, 50)).hasStatus(204);
        }
    }

    @Test
    void showsInitialsWhereThereIsNone() {
        Answer initials = get(owner);
        assertThat(initials.header("Content-Type")).hasValue("image/svg+xml;charset=UTF-8");
        assertThat(initials.header("Cache-Control")).hasValue("no-store");
        assertThat(initials.header("ETag")).isEmpty();
        assertThat(initials.text()).contains(">AL</text>");

        rename("<script>", "\"'&</text>");
        assertThat(get(owner).text()).contains(">ST</text>").doesNotContain("script");
        rename("--", "");
        assertThat(get(owner).text()).contains(">?</text>");
        rename("øystein", "ß");
        assertThat(get(owner).text()).contains(">ØSS</text>");
    }

    @Test
    @Row("FI-13")
    void keepsNoneOfTheMetadata() {
        put(owner, "image/jpeg", Images.photo(300, 200, 6)).hasStatus(204);
        Answer shown = get(owner);
        assertThat(new String(shown.body(), StandardCharsets.ISO_8859_1))
                .doesNotContain(Images.SECRET)
                .doesNotContain("Exif");
        assertThat(Images.decoded(shown.body()).getHeight())
                .as("turned upright")
                .isEqualTo(300);

        put(owner, "image/png", Images.commentedPng(30, 30)).hasStatus(204);
        assertThat(new String(get(owner).body(), StandardCharsets.ISO_8859_1)).doesNotContain(Images.SECRET);
    }

    @Test
    void keepsOneHoweverManyAreSentAtOnce() {
        AtomicInteger side = new AtomicInteger(20);
        List<Answer> answers =
                Together.times(12, () -> put(owner, "image/png", Images.png(side.incrementAndGet(), 20)));

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(204));
        assertThat(rows.number("SELECT count(*) FROM storage.file WHERE account_id = ?", owner.id()))
                .isEqualTo(1);
        get(owner).hasStatus(200);
    }

    @Test
    void goesWithItsOwnersWish() {
        put(owner, "image/png", Images.png(50, 50)).hasStatus(204);
        String key = rows.text("SELECT object_key FROM storage.file WHERE account_id = ?", owner.id());

        api.delete(OWN).bearer(owner.accessToken()).send().hasStatus(204);
        api.delete(OWN).bearer(owner.accessToken()).send().hasStatus(204);

        assertThat(get(owner).header("Content-Type")).hasValue("image/svg+xml;charset=UTF-8");
        assertThat(rows.number("SELECT count(*) FROM storage.deleted_object WHERE object_key = ?::uuid", key))
                .isEqualTo(1);
        assertThat(rows.eventsAbout(owner.id()))
                .filteredOn("account.picture_changed"::equals)
                .hasSize(2);
    }

    private void rename(String firstName, String lastName) {
        rows.change(
                "UPDATE auth.account SET first_name = ?, last_name = ? WHERE id = ?", firstName, lastName, owner.id());
    }

    private Answer get(SignedIn who) {
        return api.get(OWN).bearer(who.accessToken()).send().hasStatus(200);
    }

    private Answer get(SignedIn who, String tag) {
        return api.get(OWN)
                .bearer(who.accessToken())
                .header("If-None-Match", tag)
                .send();
    }

    private Answer put(SignedIn who, String type, byte[] content) {
        return api.call("PUT", OWN)
                .bearer(who.accessToken())
                .body(type, BodyPublishers.ofByteArray(content))
                .send();
    }
}

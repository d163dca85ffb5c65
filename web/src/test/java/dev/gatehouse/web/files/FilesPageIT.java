package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.FormBody;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Shelf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Files by the pages' own forms and links, without a script. */
class FilesPageIT extends OverHttp {

    private static final String PAGE = "/account/files";
    private static final String UPLOAD = "/account/files/upload";
    private static final byte[] NOTES = "notes".getBytes(StandardCharsets.UTF_8);

    private final String email = people.verified();
    private final UUID account = rows.account(email);
    private final Browser browser = Browser.signedIn(api, email);

    @Test
    @Row("WB-01")
    void takesNoFormWithoutItsTokenInFront() {
        String token = browser.form(PAGE, "uploadForm").fields().get("csrf");
        String others = Browser.signedIn(api, people.verified())
                .form(PAGE, "uploadForm")
                .fields()
                .get("csrf");
        for (String path : List.of(UPLOAD, "/account/picture")) {
            refused(path, new FormBody().file("a.txt", "text/plain", NOTES));
            refused(path, new FormBody().file("a.txt", "text/plain", NOTES).field("csrf", token));
            refused(path, new FormBody().field("x", "y").field("csrf", token));
            refused(path, new FormBody().field("csrf", others).file("a.txt", "text/plain", NOTES));
            refused(path, new FormBody().field("csrf", ""));
            refused(path + "?csrf=" + token, new FormBody().file("a.txt", "text/plain", NOTES));
            browser.send(form(token)
                            .file("a.txt", "text/plain", NOTES)
                            .in(api.post(path).header("Origin", "https://evil.example")))
                    .hasStatus(403);
        }
        assertThat(count()).isZero();
        assertThat(browser.cookie("gatehouse_session")).isPresent();
    }

    /** Only where such forms are taken: everywhere else a multipart form is none. */
    @Test
    @Row("WB-01")
    void takesSuchFormsNowhereElse() {
        String token = browser.form(PAGE, "uploadForm").fields().get("csrf");
        for (String path : List.of(PAGE, "/account", "/logout", "/login")) {
            browser.send(form(token).in(api.post(path))).hasStatus(415);
        }
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void takesNothingOfStrangers() {
        Browser stranger = new Browser(api);
        String token = stranger.form("/login", "signIn").fields().get("csrf");
        Answer answer =
                stranger.send(form(token).file("a.txt", "text/plain", NOTES).in(api.post(UPLOAD)));
        assertThat(answer.hasStatus(303).header("Location").orElseThrow()).startsWith("/login");
    }

    @Test
    @Row("FI-05")
    void showsAndDeletesNobodyElsesFile() {
        Shelf other = new Shelf(api, people.signedIn());
        String id = other.put("photo.png", "image/png", Images.png(50, 50)).text("id");

        browser.get(PAGE + "/" + id + "/content").hasStatus(404);
        browser.get(PAGE + "/" + id + "/preview").hasStatus(404);
        browser.send(api.get(PAGE + "/" + id + "/preview").header("If-None-Match", "*"))
                .hasStatus(404);
        browser.send(api.call("HEAD", PAGE + "/" + id + "/preview")).hasStatus(404);
        assertThat(browser.get(PAGE + "?delete=" + id).hasStatus(200).text())
                .doesNotContain("photo.png")
                .doesNotContain("deleteForm");
        String own = new Shelf(api, people.signIn(email))
                .put("own.txt", "text/plain", NOTES)
                .text("id");
        browser.submit(PAGE + "?delete=" + own, "deleteForm", "delete", id);
        other.content(id).hasStatus(200);
        Answer signedOut = new Browser(api).get(PAGE + "/" + id + "/content");
        assertThat(signedOut.hasStatus(303).header("Location").orElseThrow()).startsWith("/login");
    }

    @Test
    void saysOfEachFileWhyItIsNotKept() {
        Answer answer =
                send(form().file("tool.exe", "application/octet-stream", "MZ tool".getBytes(StandardCharsets.UTF_8))
                        .file("<b>.png", "image/png", "no image".getBytes(StandardCharsets.UTF_8))
                        .file("good.txt", "text/plain", NOTES));

        assertThat(answer.hasStatus(415).text())
                .contains("tool.exe: Files of this kind are not taken")
                .contains("2 files were not kept. 1 other was.")
                .contains("good.txt")
                .doesNotContain("<b>");
        assertThat(answer.header("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void saysWhenAFileIsTooLargeOrTheRoomIsFull() {
        byte[] large = Arrays.copyOf(NOTES, (int) (100L << 20) + 1);
        Arrays.fill(large, (byte) 'x');
        assertThat(send(form().file("large.txt", "text/plain", large))
                        .hasStatus(413)
                        .text())
                .contains("large.txt: It is too large");
        rows.change(
                "INSERT INTO storage.usage (account_id, used_bytes, file_count) VALUES (?, 1073741824, 1)"
                        + " ON CONFLICT (account_id) DO UPDATE SET used_bytes = 1073741824, file_count = 1",
                account);
        assertThat(send(form().file("a.txt", "text/plain", NOTES))
                        .hasStatus(413)
                        .text())
                .contains("a.txt: There is no room left");
        assertThat(count()).isZero();
    }

    @Test
    void saysWhenNoFileWasChosen() {
        assertThat(send(form().file("", "application/octet-stream", new byte[0]))
                        .hasStatus(400)
                        .text())
                .contains("Choose a file first")
                .contains("role=\"alert\"");
    }

    @Test
    @Row("FI-11")
    void takesOnlySoManyFilesAtATime() {
        FormBody form = form();
        for (int i = 1; i <= 22; i++) {
            form.file("f" + i + ".txt", "text/plain", NOTES);
        }
        assertThat(send(form).hasStatus(413).text())
                .contains("2 files were not kept. 20 others were.")
                .contains("f21.txt: It was one too many: 20 files")
                .contains("f22.txt: It was one too many");
        assertThat(count()).isEqualTo(20);
    }

    @Test
    @Row("FI-11")
    void readsNoFormOfEndlessParts() {
        FormBody form = form();
        for (int i = 0; i < 200; i++) {
            form.field("x", "y");
        }
        send(form.file("a.txt", "text/plain", NOTES)).hasStatus(413);
        send(form().file("a" + "b".repeat(5_000), "text/plain", NOTES)).hasStatus(413);
        assertThat(count()).isZero();
    }

    @Test
    void keepsListsShowsAndDeletesFiles() {
        Answer kept = send(
                form().file("Füße & Co.txt", "text/plain", NOTES).file("photo.png", "image/png", Images.png(600, 300)));
        assertThat(kept.hasStatus(303).header("Location")).hasValue("/account/files?notice=files_kept");

        String page = browser.get(PAGE).hasStatus(200).text();
        assertThat(page).contains("Füße &amp; Co.txt").contains("photo.png").contains("2 files");
        String photo = idBefore(page, "/preview");
        Answer preview = browser.get(PAGE + "/" + photo + "/preview").hasStatus(200);
        assertThat(Images.decoded(preview.body()).getWidth()).isEqualTo(112);
        assertThat(preview.header("Cache-Control")).hasValue("private, no-cache");
        assertThat(preview.header("Content-Security-Policy")).hasValue("sandbox; default-src 'none'");
        browser.send(api.get(PAGE + "/" + photo + "/preview")
                        .header("If-None-Match", preview.header("ETag").orElseThrow()))
                .hasStatus(304);
        assertThat(rows.eventsAbout(account)).doesNotContain("file.downloaded");

        Answer content = browser.get(PAGE + "/" + photo + "/content").hasStatus(200);
        assertThat(content.body()).isEqualTo(Images.png(600, 300));
        assertThat(content.header("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"photo.png\"");
        assertThat(content.header("Content-Security-Policy")).hasValue("sandbox; default-src 'none'");
        assertThat(content.header("Content-Type")).hasValue("image/png");

        assertThat(browser.submit(PAGE + "?delete=" + photo, "deleteForm")
                        .hasStatus(303)
                        .header("Location"))
                .hasValue("/account/files?notice=file_deleted");
        assertThat(browser.get(PAGE).text()).doesNotContain("photo.png");
        assertThat(rows.eventsAbout(account)).contains("file.deleted");
    }

    @Test
    void pagesThroughManyFiles() {
        for (int i = 0; i < 2; i++) {
            FormBody form = form();
            for (int j = 0; j < 14; j++) {
                form.file("f" + i + "-" + j + ".txt", "text/plain", NOTES);
            }
            send(form).hasStatus(303);
        }
        String first = browser.get(PAGE).text();
        Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"|href=\"([^\"]+)\"[^>]*rel=\"next\"")
                .matcher(first);
        assertThat(next.find()).isTrue();
        String older = browser.get(next.group(1) != null ? next.group(1) : next.group(2))
                .hasStatus(200)
                .text();

        assertThat(first).contains("f1-13.txt").doesNotContain(">f0-0.txt");
        assertThat(older).contains(">f0-0.txt").doesNotContain("f1-13.txt");
        browser.get(PAGE + "?cursor=nonsense").hasStatus(400);
    }

    @Test
    void changesAndRemovesThePicture() {
        String token = browser.form("/account", "pictureForm").fields().get("csrf");
        Answer refused = browser.send(form(token)
                .file("me.png", "image/png", Images.pngClaiming(20_000, 20_000))
                .in(api.post("/account/picture")));
        assertThat(refused.hasStatus(413).text())
                .contains("It has too many pixels")
                .contains("40 million");
        Answer large = browser.send(form(token)
                .file("me.png", "image/png", Arrays.copyOf(Images.png(9, 9), 12 << 20))
                .in(api.post("/account/picture")));
        assertThat(large.hasStatus(413).text()).contains("It is too large");

        Answer changed = browser.send(
                form(token).file("me.png", "image/png", Images.png(90, 90)).in(api.post("/account/picture")));
        assertThat(changed.hasStatus(303).header("Location")).hasValue("/account?notice=picture_changed");
        assertThat(browser.get("/api/account/picture").hasStatus(200).header("Content-Type"))
                .hasValue("image/png");
        browser.submit("/account", "removePictureForm").hasStatus(303);
        assertThat(browser.get("/api/account/picture").text()).startsWith("<svg");
    }

    private void refused(String path, FormBody form) {
        browser.send(form.in(api.post(path))).hasStatus(403);
    }

    private FormBody form() {
        return form(browser.form(PAGE, "uploadForm").fields().get("csrf"));
    }

    private static FormBody form(String token) {
        return new FormBody().field("csrf", token);
    }

    private Answer send(FormBody form) {
        return browser.send(form.in(api.post(UPLOAD)));
    }

    private long count() {
        return rows.number("SELECT count(*) FROM storage.file WHERE account_id = ?", account);
    }

    private static String idBefore(String page, String ending) {
        Matcher link =
                Pattern.compile("/account/files/([0-9a-f-]{36})" + ending).matcher(page);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}

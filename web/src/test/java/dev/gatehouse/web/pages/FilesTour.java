package dev.gatehouse.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.gatehouse.testing.Images;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The part of the tour where somebody who is signed in sends a picture and files. Begins and ends without any. */
final class FilesTour {

    private final Page page;
    private final Consumer<String> show;

    FilesTour(Page page, Consumer<String> show) {
        this.page = page;
        this.show = show;
    }

    void lead() {
        picture();
        files();
    }

    private void picture() {
        page.navigate("/account");
        page.locator("#file").setInputFiles(image("me.png", Images.png(600, 400)));
        page.locator("#changePicture").click();
        assertThat(page).hasURL(Pattern.compile("notice=picture_changed"));
        show.accept("account-picture");
        page.locator("#file").setInputFiles(image("me.png", text("no image")));
        refused("#changePicture");
        show.accept("account-picture-errors");
        page.navigate("/account");
        page.locator("#removePicture").click();
        assertThat(page).hasURL(Pattern.compile("notice=picture_removed"));
    }

    private void files() {
        page.navigate("/account/files");
        show.accept("files-none");
        // Where scripts run, files go as soon as they are chosen.
        boolean atOnce = page.locator("#send").isHidden();
        if (!atOnce) {
            refused("#send");
            show.accept("files-errors");
        }
        page.locator("#file").setInputFiles(new FilePayload[] {
            image("A photo with a rather long name that somebody gave it in 2026.png", Images.png(900, 600)),
            new FilePayload("notes.txt", "text/plain", text("notes")),
            new FilePayload("tool.exe", "application/octet-stream", text("MZ tool"))
        });
        if (atOnce) {
            assertThat(page.locator(".transfer.good")).hasCount(2);
            assertThat(page.locator(".transfer.bad")).hasCount(1);
            assertThat(page.locator(".renew")).isVisible();
        } else {
            refused("#send");
        }
        show.accept("files-refused");
        page.navigate("/account/files");
        show.accept("files");
        page.locator("a[href*='delete=']").first().click();
        assertThat(page.locator("#deleteFile")).isVisible();
        show.accept("files-delete");
        for (int left = 2; left > 0; left--) {
            page.navigate("/account/files");
            page.locator("a[href*='delete=']").first().click();
            page.locator("#deleteFile").click();
            assertThat(page).hasURL(Pattern.compile("notice=file_deleted"));
        }
        show.accept("files-deleted");
    }

    private void refused(String button) {
        page.evaluate("() => { document.documentElement.id = 'before' }");
        page.locator(button).click();
        assertThat(page.locator("html:not(#before)")).isAttached();
        assertThat(page.locator(".notice-bad")).isVisible();
    }

    private static FilePayload image(String name, byte[] content) {
        return new FilePayload(name, "image/png", content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.gatehouse.web.files;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ReducedMotion;
import dev.gatehouse.web.testing.InChromium;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.UploadPage;
import dev.gatehouse.web.testing.UploadTraces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of files with its script, as Chromium runs it under our policy. */
class UploadScriptIT extends InChromium {

    private static final int MEGABYTE = 1_000_000;
    private static final String KEPT = "**/account/files?notice=files_kept";
    private static final Pattern AMOUNTS = Pattern.compile("[1-9][0-9.,]* (kB|MB) (of|von) 8 MB");

    @TempDir
    private static Path files;

    private final String email = people.verified();
    private final UUID account = rows.account(email);
    private final UploadTraces traces = new UploadTraces(rows, account);
    private final Page page = open(browser().setReducedMotion(ReducedMotion.REDUCE));
    private final UploadPage uploads = new UploadPage(page, files);

    @BeforeAll
    static void write() throws IOException {
        Files.writeString(files.resolve("tool.exe"), "MZ tool");
        Files.writeString(files.resolve("notes.txt"), "notes");
        for (String name : List.of("one.txt", "two.txt", "three.txt")) {
            Files.write(files.resolve(name), letters(name.charAt(0), 8 * MEGABYTE));
        }
        Files.write(files.resolve("large.txt"), letters('x', (100 << 20) + 1));
    }

    @Test
    void keepsSeveralFilesAndShowsHowFarEachIs() {
        openFiles();
        uploads.slow();
        uploads.choose("one.txt", "two.txt", "three.txt");

        assertThat(uploads.transfers()).hasCount(3);
        assertThat(uploads.state("one.txt")).hasText(AMOUNTS);
        assertThat(uploads.state("two.txt")).hasText(AMOUNTS);
        assertThat(uploads.state("three.txt")).hasText("waiting");
        page.waitForCondition(() -> uploads.progress("one.txt") > 0 && uploads.progress("one.txt") < 100);
        uploads.fast();

        page.waitForURL(KEPT);
        assertThat(page.locator("table.files tbody tr")).hasCount(3);
        assertThat(page.getByText("Your files are kept")).isVisible();
        Assertions.assertThat(traces.reserved()).isZero();
        Assertions.assertThat(rows.number(
                        "SELECT count(*) FROM storage.file WHERE account_id = ? AND size = 8000000", account))
                .isEqualTo(3);
    }

    @Test
    void takesFilesThatAreDropped() {
        openFiles();
        assertThat(page.getByText("Files can be dropped here, too.")).isVisible();
        Locator zone = page.locator("[data-drop]");
        BoundingBox box = zone.boundingBox();

        uploads.drag("dragEnter", box, "notes.txt");
        uploads.drag("dragOver", box, "notes.txt");
        assertThat(zone).hasClass(Pattern.compile("\\bover\\b"));
        uploads.look("files-dropping");
        uploads.drag("drop", box, "notes.txt");

        page.waitForURL(KEPT);
        assertThat(page.locator("table.files")).containsText("notes.txt");
    }

    @Test
    void keepsThePageWhenAFileIsDroppedBesideItsPlace() {
        openFiles();
        BoundingBox box = page.locator("h1").boundingBox();

        for (String step : List.of("dragEnter", "dragOver", "drop")) {
            uploads.drag(step, box, "notes.txt");
        }

        assertThat(page.locator("h1")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/account/files$"));
        assertThat(uploads.transfers()).hasCount(0);
    }

    @Test
    void pausesAndGoesOn() {
        openFiles();
        uploads.slow();
        uploads.choose("one.txt");
        page.waitForCondition(() -> uploads.progress("one.txt") > 20);

        uploads.press("Pause", "one.txt");
        assertThat(uploads.state("one.txt")).hasText("paused");
        assertThat(page.getByLabel("Continue: one.txt")).isFocused();
        page.waitForCondition(() -> traces.writers() == 0 && received() > 0);
        uploads.look("files-paused");
        long before = received();
        page.waitForTimeout(1500);
        Assertions.assertThat(received()).isEqualTo(before);
        uploads.fast();
        uploads.press("Continue", "one.txt");

        page.waitForURL(KEPT);
        Assertions.assertThat(uploads.offsets()).endsWith(Long.toString(before));
        isKeptAsItWas("one.txt", 'o');
    }

    @Test
    void goesOnAfterAReloadOnceTheSameFileIsChosen() {
        openFiles();
        uploads.slow();
        uploads.choose("two.txt");
        page.waitForCondition(() -> uploads.progress("two.txt") > 20);

        page.navigate("/account");
        page.waitForCondition(() -> traces.writers() == 0 && received() > 0);
        long before = received();
        page.navigate("/account/files");
        assertThat(uploads.state("two.txt")).containsText("Choose the same file again");
        uploads.look("files-unfinished");
        uploads.fast();
        uploads.choose("two.txt");

        page.waitForURL(KEPT);
        assertThat(page.locator("[data-unfinished]")).hasCount(0);
        Assertions.assertThat(uploads.offsets()).endsWith(Long.toString(before));
        isKeptAsItWas("two.txt", 't');
    }

    @Test
    void goesOnByItselfWhenTheLineIsBack() {
        long before = pausedHalfway("one.txt");
        uploads.cutOff();
        uploads.press("Continue", "one.txt");
        assertThat(uploads.state("one.txt")).containsText("It goes on when it is back");
        uploads.fast();

        page.waitForURL(KEPT);
        expectComplaint("net::ERR_INTERNET_DISCONNECTED");
        Assertions.assertThat(uploads.offsets()).endsWith(Long.toString(before));
        isKeptAsItWas("one.txt", 'o');
    }

    /** tus-js-client alone would begin anew, and leave the room of what had come promised for a day. */
    @Test
    void asksAgainWhenItMayNotAskHowFarItHasCome() {
        long before = pausedHalfway("one.txt");
        List<String> asked = new ArrayList<>();
        page.route("**/api/uploads/*", route -> {
            boolean asks = route.request().method().equals("HEAD");
            if (asks) {
                asked.add(route.request().url());
            }
            if (asks && asked.size() == 1) {
                route.fulfill(new Route.FulfillOptions().setStatus(429));
            } else {
                route.resume();
            }
        });
        uploads.fast();
        uploads.press("Continue", "one.txt");

        page.waitForURL(KEPT);
        expectComplaint("status of 429");
        Assertions.assertThat(asked).hasSize(2);
        Assertions.assertThat(uploads.offsets()).endsWith(Long.toString(before));
        Assertions.assertThat(traces.uploads()).isEqualTo(1);
    }

    @Test
    void saysOfEachFileWhyItIsNotKept() {
        openFiles();
        uploads.choose("tool.exe", "large.txt", "notes.txt");

        assertThat(uploads.state("tool.exe")).hasText("Files of this kind are not taken.");
        assertThat(uploads.state("large.txt")).hasText("This file is too large.");
        assertThat(uploads.state("notes.txt")).hasText("kept");
        expectComplaint("status of 415");
        uploads.look("files-refused");
        page.reload();
        assertThat(page.locator("table.files tbody tr")).hasCount(1);
        assertThat(uploads.transfers()).hasCount(0);
        Assertions.assertThat(traces.reserved()).isZero();
    }

    @Test
    void saysWhenThereIsNoRoom() {
        openFiles();
        rows.change(
                "INSERT INTO storage.usage (account_id, used_bytes, file_count) VALUES (?, 1073741824, 1)"
                        + " ON CONFLICT (account_id) DO UPDATE SET used_bytes = 1073741824, file_count = 1",
                account);
        uploads.choose("notes.txt");

        assertThat(uploads.state("notes.txt")).hasText("There is no room left for it.");
        expectComplaint("status of 413");
    }

    @Test
    void givesTheRoomBackWhenCancelled() {
        openFiles();
        uploads.slow();
        uploads.choose("one.txt");
        page.waitForCondition(() -> uploads.progress("one.txt") > 20);
        uploads.press("Cancel", "one.txt");

        assertThat(uploads.state("one.txt")).hasText("cancelled");
        page.waitForCondition(() -> traces.reserved() == 0 && traces.uploads() == 0);
        page.reload();
        assertThat(uploads.transfers()).hasCount(0);
    }

    @Test
    void showsNobodyWhatAnotherHasNotFinished() {
        openFiles();
        uploads.slow();
        uploads.choose("one.txt");
        page.waitForCondition(() -> uploads.progress("one.txt") > 20);
        page.context().clearCookies();
        signIn(page, people.verified());
        page.navigate("/account/files");
        page.waitForTimeout(1000);

        assertThat(uploads.transfers()).hasCount(0);
        Assertions.assertThat(page.content()).doesNotContain("one.txt");
    }

    /** @return how much of it has come */
    private long pausedHalfway(String name) {
        openFiles();
        uploads.slow();
        uploads.choose(name);
        page.waitForCondition(() -> uploads.progress(name) > 20);
        uploads.press("Pause", name);
        page.waitForCondition(() -> traces.writers() == 0 && received() > 0);
        return received();
    }

    private void openFiles() {
        signIn(page, email);
        page.navigate("/account/files");
        assertThat(page.locator("#send")).isHidden();
    }

    private long received() {
        return rows.number("SELECT received FROM storage.upload WHERE account_id = ?", account);
    }

    private void isKeptAsItWas(String name, char letter) {
        String id = rows.text("SELECT id::text FROM storage.file WHERE account_id = ? AND name = ?", account, name);
        byte[] content = new Shelf(api, people.signIn(email)).content(id).body();
        Assertions.assertThat(content).isEqualTo(letters(letter, 8 * MEGABYTE));
    }

    private static byte[] letters(char letter, int count) {
        byte[] letters = new String(new char[] {letter}).getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[count];
        Arrays.fill(all, letters[0]);
        return all;
    }
}

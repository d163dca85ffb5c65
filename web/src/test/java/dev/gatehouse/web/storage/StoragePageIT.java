package dev.gatehouse.web.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.gatehouse.web.testing.InChromium;
import dev.gatehouse.web.testing.People;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the console shows where files lie. */
class StoragePageIT extends InChromium {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String OVERFLOW =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void fitsAndIsAccessible(String language) {
        rows.change(
                "INSERT INTO storage.backend_move (id, from_backend, to_backend, state, total, done, failed,"
                        + " requested_by, finished_at) VALUES (?, 'local', 's3', 'finished', 1200, 1199, 1, ?, now())",
                UUID.randomUUID(),
                UUID.randomUUID());
        Page page = open(browser().setLocale(language).setReducedMotion(ReducedMotion.REDUCE));
        page.navigate("/admin/login");
        page.locator("#email").fill(operators.made("admin"));
        page.locator("#password").fill(People.PASSWORD);
        page.locator("main input[type=submit]").click();
        page.waitForURL("**/admin");

        page.navigate("/admin/storage");
        inspect(page, "storage-" + language);
        page.locator("#test").click();
        page.waitForURL("**/admin/storage?notice=storage_works");
        inspect(page, "storage-tried-" + language);
        page.locator("#migrate").click();
        page.locator("#to-problem").waitFor();
        inspect(page, "storage-refused-" + language);
        expectComplaint("status of 400");
    }

    private static void inspect(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(320, 360, 1280)) {
                page.setViewportSize(width, 800);
                String look = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(look + ".png"))
                        .setFullPage(true));
                assertThat(((Number) page.evaluate(OVERFLOW)).intValue())
                        .as(look)
                        .isZero();
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .extracting(Rule::getId)
                        .as(look)
                        .isEmpty();
            }
        }
    }
}

package dev.gatehouse.web.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;

/** The page of files as its script makes it: what is chosen or dropped there, and how far it has come. */
public final class UploadPage {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int SLOW = 2_000_000;

    private final Page page;
    private final Path files;
    private final CDPSession chromium;
    private final List<String> offsets = new ArrayList<>();

    /** @param files where the files lie that are chosen by name */
    public UploadPage(Page page, Path files) {
        this.page = page;
        this.files = files;
        this.chromium = page.context().newCDPSession(page);
        page.onRequest(request -> {
            if (request.method().equals("PATCH")) {
                offsets.add(request.headers().get("upload-offset"));
            }
        });
    }

    /** Where the pieces that it has sent began. */
    public List<String> offsets() {
        return offsets;
    }

    public void choose(String... names) {
        page.locator("#file")
                .setInputFiles(Arrays.stream(names).map(files::resolve).toArray(Path[]::new));
    }

    /** As a file manager's drag arrives. */
    public void drag(String step, BoundingBox over, String name) {
        JsonArray dragged = new JsonArray();
        dragged.add(files.resolve(name).toAbsolutePath().toString());
        JsonObject data = new JsonObject();
        data.add("items", new JsonArray());
        data.add("files", dragged);
        data.addProperty("dragOperationsMask", 1);
        JsonObject event = new JsonObject();
        event.addProperty("type", step);
        event.addProperty("x", over.x + over.width / 2);
        event.addProperty("y", over.y + over.height / 2);
        event.add("data", data);
        chromium.send("Input.dispatchDragEvent", event);
    }

    /** Two megabytes a second. */
    public void slow() {
        line(false, SLOW);
    }

    public void fast() {
        line(false, -1);
    }

    /** Lets no new request through. */
    public void cutOff() {
        line(true, -1);
    }

    /** Narrow and wide, light and dark: it fits, and can be used by everyone. */
    public void look(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(360, 1280)) {
                page.setViewportSize(width, 900);
                String look = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(look + ".png"))
                        .setFullPage(true));
                Assertions.assertThat(page.evaluate(
                                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as(look)
                        .isEqualTo(0);
            }
            Assertions.assertThat(new AxeBuilder(page).analyze().getViolations())
                    .extracting(Rule::getId)
                    .as(name)
                    .isEmpty();
        }
    }

    private void line(boolean broken, int bytesPerSecond) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", broken);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        chromium.send("Network.enable");
        chromium.send("Network.emulateNetworkConditions", conditions);
    }

    public Locator transfers() {
        return page.locator("li.transfer");
    }

    private Locator transfer(String name) {
        return transfers().filter(new Locator.FilterOptions().setHasText(name));
    }

    public Locator state(String name) {
        return transfer(name).locator("[data-state]");
    }

    public double progress(String name) {
        return ((Number) transfer(name).locator("progress").evaluate("bar => bar.value")).doubleValue();
    }

    public void press(String button, String name) {
        page.getByLabel(button + ": " + name).click();
    }
}

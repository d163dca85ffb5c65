package dev.gatehouse.web.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests that look at the pages through a real browser. Whatever the browser complains of fails them. */
public abstract class InChromium extends OverHttp {

    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Playwright playwright;
    private static Browser chromium;

    private final List<BrowserContext> windows = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void openBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(OPTIONS));
    }

    @AfterAll
    static void closeBrowser() {
        chromium.close();
        playwright.close();
    }

    @AfterEach
    void noComplaints() {
        windows.forEach(BrowserContext::close);
        Assertions.assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    /** A browser of its own: no cookies, English, 1280 pixels wide, light. */
    protected static Browser.NewContextOptions browser() {
        return new Browser.NewContextOptions()
                .setBaseURL(SERVER.url().toString())
                .setLocale("en-US")
                .setViewportSize(1280, 900)
                .setColorScheme(ColorScheme.LIGHT);
    }

    /** An empty page in such a browser. */
    protected Page open(Browser.NewContextOptions options) {
        BrowserContext window = chromium.newContext(options);
        windows.add(window);
        listen(window);
        return window.newPage();
    }

    /** To all of its pages, those that a page opens included. */
    private void listen(BrowserContext window) {
        window.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.location() + ": " + message.text());
            }
        });
        window.onWebError(error -> complaints.add(error.error()));
        window.onRequestFailed(request -> {
            // Who goes on before all pictures are there gives up the rest of them.
            if (!request.failure().equals("net::ERR_ABORTED")) {
                complaints.add(request.url() + ": request failed: " + request.failure());
            }
        });
    }

    /** Waits for a complaint that the test provoked, and drops all of its kind. */
    protected void expectComplaint(String part) {
        windows.get(0).waitForCondition(() -> complaints.stream().anyMatch(complaint -> complaint.contains(part)));
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    protected void signIn(Page page, String email) {
        page.navigate("/login");
        page.getByLabel("Email address").fill(email);
        page.getByLabel("Password").fill(People.PASSWORD);
        page.locator("#enter").click();
        page.waitForURL("**/account");
    }
}

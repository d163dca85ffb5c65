package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.web.testing.InChromium;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, narrow and wide, light and dark: it fits, it can be used by everyone, and nothing in it is refused. */
class PageQualityIT extends InChromium {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<String> OPEN_PAGES =
            List.of("/", "/signup", "/login", "/verify", "/dev/mail", "/no-such-page", "/docs/");
    private static final List<String> OWN_PAGES = List.of("/account", "/account/sessions", "/account/activity");

    static Stream<Arguments> looks() {
        return Stream.of(1280, 360).flatMap(width -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .map(scheme -> Arguments.of(width, scheme)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPageFitsAndIsAccessible(int width, ColorScheme scheme) {
        Page page = open(browser().setViewportSize(width, 800).setColorScheme(scheme));
        for (String path : OPEN_PAGES) {
            inspect(page, path, width, scheme);
        }
        signIn(page, people.verified());
        for (String path : OWN_PAGES) {
            inspect(page, path, width, scheme);
        }
        expectComplaint("404");
    }

    private static void inspect(Page page, String path, int width, ColorScheme scheme) {
        page.navigate(path);
        page.waitForLoadState();
        String name = path.equals("/") ? "home" : path.substring(1).replace('/', '-');
        String file = name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
        if (path.equals("/docs/")) {
            // Swagger UI is not ours to make accessible; that it loads under our policy is.
            page.locator(".opblock").first().waitFor();
            return;
        }
        Number overflow =
                (Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow.intValue()).as(path + " is wider than " + width).isZero();
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .as(file)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }
}

package dev.gatehouse.web.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/** Whether a page fits, narrow and wide, can be used by everyone, light and dark, and speaks its visitor's language. */
final class Inspection {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final int WIDE = 1280;
    private static final int NARROW = 360;
    /** 1280 pixels at 200 %, and at 400 % (WCAG 2.2, 1.4.4 and 1.4.10). */
    private static final List<Integer> ZOOMED = List.of(640, 320);

    private static final String AXE = AxeBuilder.getAxeScript();
    private static final String VIOLATIONS = "() => axe.run({resultTypes: ['violations']})"
            + ".then(found => found.violations.map(rule => rule.id + ': ' + rule.nodes[0].html))";
    private static final String OVERFLOW =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    /** All that is wrong, so that one run shows it. */
    private final SoftAssertions faults = new SoftAssertions();

    void assertNoFaults() {
        faults.assertAll();
    }

    /** Colours change at once: a look in the middle of a transition would tell nothing. */
    static Browser.NewContextOptions settled(Browser.NewContextOptions options) {
        return options.setReducedMotion(ReducedMotion.REDUCE);
    }

    /** Looks at what the page shows now, in every width and colour. */
    void of(Page page, String name, String language, boolean javaScript) {
        faults.assertThat(page.title()).as(name).matches("\\S.* · Gatehouse");
        faults.assertThat(language(page)).as(name).isEqualTo(language);
        faults.assertThat(page.locator("h1").count())
                .as("main headings of " + name)
                .isEqualTo(1);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(NARROW, WIDE)) {
                page.setViewportSize(width, 800);
                String look = String.join(
                        "-",
                        name,
                        language,
                        Integer.toString(width),
                        scheme.name().toLowerCase(Locale.ROOT));
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(look + ".png"))
                        .setFullPage(true));
                fits(page, look);
                // axe-core is a script itself
                if (javaScript) {
                    faults.assertThat(violations(page)).as(look).isEmpty();
                }
            }
        }
        fitsZoomed(page, name);
    }

    private void fitsZoomed(Page page, String name) {
        for (int width : ZOOMED) {
            page.setViewportSize(width, 800);
            fits(page, name + " at " + width);
        }
    }

    private void fits(Page page, String look) {
        faults.assertThat(((Number) page.evaluate(OVERFLOW)).intValue())
                .as(look + " scrolls sideways")
                .isZero();
    }

    /** Runs axe-core in the page itself: the builder's way, a second page for each run, takes four times as long. */
    static List<?> violations(Page page) {
        if (page.evaluate("() => typeof axe").equals("undefined")) {
            page.evaluate(AXE);
        }
        return (List<?>) page.evaluate(VIOLATIONS);
    }

    static String language(Page page) {
        return page.locator("html").getAttribute("lang");
    }
}

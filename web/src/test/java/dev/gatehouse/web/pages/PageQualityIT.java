package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.gatehouse.web.testing.DemoPeople;
import dev.gatehouse.web.testing.InChromium;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every state of every page, narrow and wide, light and dark, in both languages, with scripts and without: it fits, it
 * can be used by everyone, and the browser finds nothing to complain of.
 */
class PageQualityIT extends InChromium {

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

    @BeforeAll
    static void bringPeopleWithLongListsAndNames() {
        assertThat(DemoPeople.seed(SERVER.url()).exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"en, true", "de, false"})
    void everyPageFitsAndIsAccessible(String language, boolean javaScript) {
        Page page = open(settled().setLocale(language).setJavaScriptEnabled(javaScript));
        Tour tour = new Tour(page, people, mailbox, name -> inspect(page, name, language, javaScript));

        tour.asStranger();
        tour.asNewcomer();
        tour.asOwner();
        tour.asCarefulPerson();
        tour.asForgetful(people.verified());
        tour.amongErrors();
        tour.inTheEmptyMailbox();

        faults.assertAll();
        expectComplaint("status of 400");
        expectComplaint("status of 403");
        expectComplaint("status of 404");
        expectComplaint("status of 429");
        expectComplaint("status of 415");
    }

    @Test
    void longListsAndLongWordsFit() {
        Page page = open(settled());
        Tour tour = new Tour(page, people, mailbox, name -> inspect(page, name, lang(page), true));

        tour.asDemoPerson(DemoPeople.WITH_LONG_NAMES, "long-names-");
        tour.asDemoPerson(DemoPeople.WITH_MARKUP, "markup-");
        tour.asDemoPerson(DemoPeople.WITH_LONG_LISTS, "long-lists-");

        faults.assertAll();
    }

    /** Were axe-core not really run, everything would be accessible. */
    @Test
    void aFieldWithoutItsLabelIsFound() {
        Page page = open(settled());
        page.navigate("/login");
        page.evaluate("() => document.querySelector('label[for=email]').remove()");

        assertThat(violations(page)).asString().contains("label: <input");
    }

    /** Swagger UI is not ours to make accessible; that it loads under our policy is. */
    @Test
    void theApiDocumentationLoadsUnderOurPolicy() {
        Page page = open(browser());
        page.navigate("/docs/");
        page.locator(".opblock").first().waitFor();
    }

    /** Colours change at once: a look in the middle of a transition would tell nothing. */
    private static Browser.NewContextOptions settled() {
        return browser().setReducedMotion(ReducedMotion.REDUCE);
    }

    private void inspect(Page page, String name, String language, boolean javaScript) {
        faults.assertThat(page.title()).as(name).matches("\\S.* · Gatehouse");
        faults.assertThat(lang(page)).as(name).isEqualTo(language);
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
    private static List<?> violations(Page page) {
        if (page.evaluate("() => typeof axe").equals("undefined")) {
            page.evaluate(AXE);
        }
        return (List<?>) page.evaluate(VIOLATIONS);
    }

    private static String lang(Page page) {
        return page.locator("html").getAttribute("lang");
    }
}

package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.gatehouse.web.testing.DemoPeople;
import dev.gatehouse.web.testing.InChromium;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every state of every page, narrow and wide, light and dark, in both languages, with scripts and without: it fits, it
 * can be used by everyone, and the browser finds nothing to complain of.
 */
class PageQualityIT extends InChromium {

    private final Inspection inspection = new Inspection();

    @BeforeAll
    static void bringPeopleWithLongListsAndNames() {
        assertThat(DemoPeople.seed(SERVER.url()).exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"en, true", "de, false"})
    void everyPageFitsAndIsAccessible(String language, boolean javaScript) {
        Page page = open(Inspection.settled(browser()).setLocale(language).setJavaScriptEnabled(javaScript));
        Tour tour = new Tour(page, people, mailbox, name -> inspection.of(page, name, language, javaScript));

        tour.asStranger();
        tour.asNewcomer();
        tour.asOwner();
        tour.asCarefulPerson();
        tour.asForgetful(people.verified());
        tour.amongErrors();
        tour.inTheEmptyMailbox();

        inspection.assertNoFaults();
        expectComplaint("status of 400");
        expectComplaint("status of 403");
        expectComplaint("status of 404");
        expectComplaint("status of 429");
        expectComplaint("status of 415");
    }

    @Test
    void longListsAndLongWordsFit() {
        Page page = open(Inspection.settled(browser()));
        Tour tour = new Tour(page, people, mailbox, name -> inspection.of(page, name, Inspection.language(page), true));

        tour.asDemoPerson(DemoPeople.WITH_LONG_NAMES, "long-names-");
        tour.asDemoPerson(DemoPeople.WITH_MARKUP, "markup-");
        tour.asDemoPerson(DemoPeople.WITH_LONG_LISTS, "long-lists-");

        inspection.assertNoFaults();
    }

    /** Were axe-core not really run, everything would be accessible. */
    @Test
    void aFieldWithoutItsLabelIsFound() {
        Page page = open(Inspection.settled(browser()));
        page.navigate("/login");
        page.evaluate("() => document.querySelector('label[for=email]').remove()");

        assertThat(Inspection.violations(page)).asString().contains("label: <input");
    }

    /** Swagger UI is not ours to make accessible; that it loads under our policy is. */
    @Test
    void theApiDocumentationLoadsUnderOurPolicy() {
        Page page = open(browser());
        page.navigate("/docs/");
        page.locator(".opblock").first().waitFor();
    }
}

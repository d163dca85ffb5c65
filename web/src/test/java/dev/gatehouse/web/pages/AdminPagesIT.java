package dev.gatehouse.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.InChromium;
import dev.gatehouse.web.testing.Mailbox;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@link PageQualityIT}, for pages that the shared server never shows: a young one, which demands factors. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdminPagesIT extends InChromium {

    private static final Pattern LINK = Pattern.compile("(/admin/setup\\?token=[A-Za-z0-9_-]{43})");
    private static final String ADMIN = "olga@example.org";

    private static GatehouseProcess young;
    private static Path data;
    private static String link;

    private final Inspection inspection = new Inspection();

    @BeforeAll
    static void startAServerWithoutAnAdmin() {
        int port = GatehouseProcess.freePort();
        data = GatehouseProcess.freshData("admin-pages");
        Map<String, String> environment = GatehouseProcess.development(port, data);
        environment.put("TWO_FACTOR_REQUIRED_FOR", "all");
        environment.put("RATE_LIMIT_PASSWORD_RESET", "3/1h");
        young = GatehouseProcess.serving("admin-pages", port, environment);
        Matcher logged = LINK.matcher(young.log());
        link = logged.find() ? logged.group(1) : null;
    }

    @AfterAll
    static void stop() {
        if (young != null) {
            young.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"en, true", "de, false"})
    @Order(1)
    void theSetUpFitsAndIsAccessible(String language, boolean javaScript) {
        tour(language, javaScript).atTheSetUp(link);

        inspection.assertNoFaults();
        expectComplaint("status of 400");
    }

    @Test
    @Order(2)
    void theFirstAdminComesInByKeyboardAlone() {
        Page page = open(here("en"));
        Keyboard keyboard = new Keyboard(page);
        Keyboard.reachesEveryStop(page, List.of(link));
        page.navigate(link);
        keyboard.tabTo("#email");
        keyboard.type(ADMIN);
        keyboard.tabTo("#password");
        keyboard.type(People.PASSWORD);
        keyboard.tabTo("#firstName");
        keyboard.type("Olga");
        keyboard.press("Enter");
        assertThat(page).hasURL(Pattern.compile("/admin/login\\?notice=admin_ready"));
        keyboard.tabTo("#email");
        keyboard.type(ADMIN);
        keyboard.tabTo("#password");
        keyboard.type(People.PASSWORD);
        keyboard.press("Enter");
        assertThat(page).hasURL(Pattern.compile("/admin$"));
        Keyboard.reachesEveryStop(page, List.of("/admin", "/admin/storage"));
        page.navigate("/admin");
        keyboard.tabTo("#adminSignOut button");
        keyboard.press("Enter");
        Keyboard.reachesEveryStop(
                page, List.of("/admin/login", "/admin/forgot", "/admin/reset?token=x", "/admin/not-me?token=x"));
    }

    @ParameterizedTest
    @CsvSource({"en, true", "de, false"})
    @Order(3)
    void theAdminsPagesFitAndAreAccessible(String language, boolean javaScript) {
        young.api().delete("/api/dev/rate-limits").send().hasStatus(204);
        // as set up, in English
        Rows.of(() -> ConnectionUrls.in(data).superuser()).change("UPDATE auth.admin_account SET locale = ?", language);
        AdminTour tour = tour(language, javaScript);

        tour.asAdmin(ADMIN, People.PASSWORD);
        tour.asForgetfulAdmin(ADMIN, People.PASSWORD);

        inspection.assertNoFaults();
        expectComplaint("status of 400");
    }

    @ParameterizedTest
    @CsvSource({"en, true", "de, false"})
    @Order(3)
    void theEnrolmentFitsAndIsAccessible(String language, boolean javaScript) {
        tour(language, javaScript).asOneWhoMustEnrol(People.of(young.api()).verified());

        inspection.assertNoFaults();
        expectComplaint("status of 400");
    }

    @Test
    @Order(3)
    void theEnrolmentNeedsNoMouse() {
        Page page = open(here("en"));
        page.navigate("/login");
        page.locator("#email").fill(People.of(young.api()).verified());
        page.locator("#password").fill(People.PASSWORD);
        page.locator("#enter").click();
        assertThat(page).hasURL(Pattern.compile("/enrolment$"));
        Keyboard.reachesEveryStop(page, List.of("/enrolment"));
        page.navigate("/enrolment");
        Keyboard keyboard = new Keyboard(page);
        keyboard.tabTo("#setUpApp");
        keyboard.press("Enter");
        assertThat(page.locator("#secret")).isVisible();
        keyboard.tabTo("#code");
        keyboard.tabTo("#confirmApp");
    }

    @ParameterizedTest
    @CsvSource({"en, true", "de, false"})
    @Order(3)
    void whatThoseSeeWhoAskTooOftenFitsAndIsAccessible(String language, boolean javaScript) {
        young.api().delete("/api/dev/rate-limits").send().hasStatus(204);
        AdminTour tour = tour(language, javaScript);

        tour.asOneWhoAsksTooOften();

        inspection.assertNoFaults();
        expectComplaint("status of 429");
    }

    private AdminTour tour(String language, boolean javaScript) {
        Page page = open(Inspection.settled(here(language)).setJavaScriptEnabled(javaScript));
        return new AdminTour(
                page,
                People.of(young.api()),
                new Mailbox(young.api()),
                name -> inspection.of(page, name, language, javaScript));
    }

    private static Browser.NewContextOptions here(String language) {
        return browser().setBaseURL("http://localhost:" + young.port()).setLocale(language);
    }
}

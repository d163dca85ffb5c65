package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Browser.Form;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The link in the log of a server without an admin. */
class FirstAdminIT {

    private static final Pattern LINK = Pattern.compile("(/admin/setup\\?token=[A-Za-z0-9_-]{43})");

    @Test
    @Row({"PW-05", "CF-08"})
    void isMadeOnceByTheLinkInTheLogAndNeverAgain() {
        Path data = GatehouseProcess.freshData("first-admin");
        int port = GatehouseProcess.freePort();
        String link;
        try (GatehouseProcess server =
                GatehouseProcess.serving("first-admin", port, GatehouseProcess.development(port, data))) {
            link = link(server.log());
            assertThat(new Browser(server.api()).get("/admin/setup").status()).isEqualTo(404);
            assertThat(new Browser(server.api())
                            .get("/admin/setup?token=" + "A".repeat(43))
                            .status())
                    .isEqualTo(404);
            Browser browser = new Browser(server.api());
            assertThat(browser.submit(
                                    link,
                                    "setUpForm",
                                    "email",
                                    "olga@example.org",
                                    "firstName",
                                    "Olga",
                                    "password",
                                    "password")
                            .status())
                    .isEqualTo(400);

            AtomicInteger number = new AtomicInteger();
            List<Integer> statuses = Together.times(6, () -> setUp(server, link, number.getAndIncrement()));

            assertThat(statuses).filteredOn(status -> status == 303).hasSize(1);
            assertThat(new Browser(server.api()).get(link).status()).isEqualTo(404);
            assertThat(admins(server)).isOne();
            server.stop();
        }
        try (GatehouseProcess again =
                GatehouseProcess.serving("first-admin", port, GatehouseProcess.development(port, data))) {
            assertThat(LINK.matcher(again.log()).find()).isFalse();
            assertThat(new Browser(again.api()).get(link).status()).isEqualTo(404);
            assertThat(admins(again)).isOne();
        }
    }

    private static int setUp(GatehouseProcess server, String link, int number) {
        Browser browser = new Browser(server.api());
        Form form = browser.form(link, "setUpForm")
                .with("email", "olga" + number + "@example.org", "firstName", "Olga", "password", People.PASSWORD);
        return browser.send(form).status();
    }

    /** How many of those who tried can sign in. */
    private static long admins(GatehouseProcess server) {
        return IntStream.range(0, 6)
                .mapToObj(number -> server.api()
                        .post("/api/admin/login")
                        .json("email", "olga" + number + "@example.org", "password", People.PASSWORD)
                        .send())
                .map(Answer::status)
                .filter(status -> status == 200)
                .count();
    }

    private static String link(String log) {
        Matcher link = LINK.matcher(log);
        assertThat(link.find()).as(log).isTrue();
        return link.group(1);
    }
}

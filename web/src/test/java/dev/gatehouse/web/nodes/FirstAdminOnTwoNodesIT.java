package dev.gatehouse.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.Browser.Form;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Links that make an account, used twenty times at once over both nodes: one use wins. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(TwoNodes.class)
class FirstAdminOnTwoNodesIT {

    private static final int USES = 20;
    private static final String ADMIN = "admin%d@example.org";
    private static final Pattern LINK = Pattern.compile("(/admin/setup\\?token=[A-Za-z0-9_-]{43})");

    private final Nodes nodes;

    FirstAdminOnTwoNodesIT(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Each node has written a link of its own into its log; both are good until one is used. */
    @Test
    @Order(1)
    @Row({"PW-05", "R-21"})
    void oneFirstAdminIsMadeByTheLinksOfBothNodes() {
        List<String> links = List.of(link(nodes.first()), link(nodes.second()));
        assertThat(links).doesNotHaveDuplicates();
        ConcurrentLinkedQueue<Use> uses = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < USES; number++) {
            uses.add(use(number, links.get(number / 2 % 2)));
        }

        List<Integer> statuses = nodes.allHeldUpBy(
                "LOCK TABLE auth.admin_account IN SHARE ROW EXCLUSIVE MODE",
                () -> Together.times(USES, () -> uses.remove().browserSends().status()));

        assertThat(statuses).filteredOn(status -> status == 303).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 404).hasSize(USES - 1);
        assertThat(nodes.rows().number("SELECT count(*) FROM auth.admin_account"))
                .isOne();
        assertThat(nodes.rows()
                        .number("SELECT count(*) FROM audit.event WHERE type = 'admin.admin_created'"
                                + " AND outcome = 'success'"))
                .isOne();
        for (String link : links) {
            new Browser(nodes.node(1)).get(link).hasStatus(404);
        }
    }

    @Test
    @Order(2)
    @Row({"RC-09", "R-21"})
    void oneAccountIsMadeByAnInvitationOfEitherKind() {
        String admin = nodes.rows().text("SELECT email FROM auth.admin_account");
        String token = nodes.node(1)
                .post("/api/admin/login")
                .json("email", admin, "password", People.PASSWORD)
                .send()
                .hasStatus(200)
                .text("accessToken");
        for (String role : List.of("user", "support")) {
            String address = nodes.people().address();
            String invitation = nodes.node(0)
                    .post("/api/admin/invitations")
                    .bearer(token)
                    .json("email", address, "role", role)
                    .send()
                    .hasStatus(201)
                    .text("token");
            AtomicInteger caller = new AtomicInteger();

            List<Answer> answers = Together.times(USES, () -> accept(nodes.node(caller.getAndIncrement()), invitation));

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            answers.stream()
                    .filter(answer -> answer.status() != 201)
                    .forEach(answer -> answer.isProblem(400, "token_invalid"));
            String table = role.equals("user") ? "auth.account" : "auth.admin_account";
            assertThat(nodes.rows().number("SELECT count(*) FROM " + table + " WHERE email = ?", address))
                    .isOne();
        }
    }

    private static Answer accept(Api node, String invitation) {
        return node.post("/api/auth/invitations/accept")
                .json("token", invitation, "password", People.PASSWORD, "firstName", "Ada", "lastName", "Lovelace")
                .send();
    }

    /** A form that is filled in and ready to be sent. */
    private record Use(Browser browser, Form form) {

        Answer browserSends() {
            return browser.send(form);
        }
    }

    private Use use(int number, String link) {
        Browser browser = new Browser(nodes.node(number));
        Form form = browser.form(link, "setUpForm")
                .with("email", ADMIN.formatted(number), "firstName", "Olga", "password", People.PASSWORD);
        return new Use(browser, form);
    }

    private static String link(GatehouseProcess node) {
        Matcher link = LINK.matcher(node.log());
        assertThat(link.find()).as(node.log()).isTrue();
        return link.group(1);
    }
}

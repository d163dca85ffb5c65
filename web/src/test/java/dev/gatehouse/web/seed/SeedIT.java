package dev.gatehouse.web.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.DemoPeople;
import dev.gatehouse.web.testing.OverHttp;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@code make seed} leaves behind, seen through the API and the pages. */
class SeedIT extends OverHttp {

    private static final int ON_AN_ACTIVITY_PAGE = 25;

    @Test
    void saysHowToStartAServerWhereNoneAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        DemoPeople.Run run = DemoPeople.seed(URI.create("http://localhost:" + port));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("make run").doesNotContain("Exception");
    }

    @Test
    void leavesAServerAloneThatKeepsNoMail() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer production = server();
        production.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        production.start();
        try {
            DemoPeople.Run run = DemoPeople.seed(address(production));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.text()).contains("not a Gatehouse development server");
            assertThat(requests).hasValue(1);
        } finally {
            production.stop(0);
        }
    }

    @Test
    void waitsWhereTheServerAsksForIt() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer busy = server();
        busy.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(requests.incrementAndGet() == 1 ? 429 : 404, -1);
            exchange.close();
        });
        busy.start();
        try {
            DemoPeople.Run run = DemoPeople.seed(address(busy));

            assertThat(run.text()).contains("pause of 1 s");
            assertThat(requests).hasValue(2);
        } finally {
            busy.stop(0);
        }
    }

    @Test
    void letsEveryPageShowSomething() {
        DemoPeople.Run run = DemoPeople.seed(SERVER.url());

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains(SERVER.url() + "/login", DemoPeople.WITH_LONG_LISTS, DemoPeople.PASSWORD);
        Answer signedIn = signIn();
        String token = signedIn.text("accessToken");
        assertThat(signedIn.json().getJsonObject("user").getString("lastName")).isEqualTo("Lee");
        assertThat(items("/api/auth/sessions", "sessions", token)).hasSizeGreaterThan(ON_AN_ACTIVITY_PAGE);
        assertThat(items("/api/account/activity?limit=200", "items", token))
                .hasSizeGreaterThan(2 * ON_AN_ACTIVITY_PAGE)
                .extracting(item -> item.getString("type"))
                .contains(
                        "account.registered",
                        "account.email_verified",
                        "account.profile_changed",
                        "login.succeeded",
                        "login.failed",
                        "session.ended",
                        "session.revoked",
                        "session.all_revoked",
                        "session.token_reused");
        assertThat(mailbox.to(DemoPeople.WITHOUT_PROOF)).hasSize(1);
        pagesShow();
    }

    @Test
    void leavesKnownPeopleAsTheyAre() {
        DemoPeople.seed(SERVER.url());
        List<String> devices = devices();
        int mails = mailbox.to(DemoPeople.WITHOUT_PROOF).size();

        DemoPeople.Run again = DemoPeople.seed(SERVER.url());

        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(again.text()).contains("known already").doesNotContain("signed up");
        assertThat(devices()).containsExactlyInAnyOrderElementsOf(devices);
        assertThat(mailbox.to(DemoPeople.WITHOUT_PROOF)).hasSize(mails);
    }

    private void pagesShow() {
        String session = api.post("/api/auth/login?mode=cookie")
                .json("email", DemoPeople.WITH_MARKUP, "password", DemoPeople.PASSWORD)
                .send()
                .hasStatus(200)
                .cookie("gatehouse_session")
                .orElseThrow();
        assertThat(page("/account", session)).contains("value=\"&lt;b&gt;Bobby&lt;/b&gt;\"");
        assertThat(page("/account/sessions", session))
                .contains("&lt;script&gt;alert")
                .doesNotContain("<script>alert");
        assertThat(page("/account/activity", session)).contains("Signed in");
        assertThat(page("/dev/mail", session)).contains("<article");
    }

    private String page(String path, String session) {
        return api.get(path)
                .header("Cookie", "gatehouse_session=" + session)
                .send()
                .hasStatus(200)
                .text();
    }

    private Answer signIn() {
        return api.post("/api/auth/login")
                .json("email", DemoPeople.WITH_LONG_LISTS, "password", DemoPeople.PASSWORD)
                .send()
                .hasStatus(200);
    }

    /** All devices but the one that looks. */
    private List<String> devices() {
        Answer signedIn = signIn();
        String token = signedIn.text("accessToken");
        List<String> devices = items("/api/auth/sessions", "sessions", token).stream()
                .filter(item -> !item.getBoolean("isCurrent"))
                .map(item -> item.getString("id"))
                .toList();
        api.post("/api/auth/logout").bearer(token).send().hasStatus(204);
        return devices;
    }

    private List<JsonObject> items(String path, String list, String token) {
        return api.get(path)
                .bearer(token)
                .send()
                .hasStatus(200)
                .json()
                .getJsonArray(list)
                .getValuesAs(JsonObject.class);
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }
}

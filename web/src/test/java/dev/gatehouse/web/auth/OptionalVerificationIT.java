package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.ConnectionUrls;
import dev.gatehouse.web.testing.GatehouseProcess;
import dev.gatehouse.web.testing.Mailbox;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Rows;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with {@code EMAIL_VERIFICATION=optional}, and other choices that the default leaves out. */
class OptionalVerificationIT {

    private static GatehouseProcess server;
    private static People people;
    private static Rows rows;

    @BeforeAll
    static void start() {
        int port = GatehouseProcess.freePort();
        Path data = GatehouseProcess.freshData("optional");
        Map<String, String> environment = new HashMap<>(GatehouseProcess.development(port, data));
        environment.put("EMAIL_VERIFICATION", "optional");
        environment.put("REFRESH_GRACE_SECONDS", "0");
        environment.put("USER_TYPES", "client,partner");
        environment.put("ACCESS_TOKEN_MINUTES", "5");
        server = GatehouseProcess.serving("optional", port, environment);
        people = People.of(server.api());
        rows = Rows.of(() -> ConnectionUrls.in(data).superuser());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void answersAKnownAddressAsEver() {
        String address = people.address();
        people.signUp(address, People.PASSWORD).hasStatus(201);

        Answer again = people.signUp(address, "Another-Horse-43").hasStatus(202);

        assertThat(again.text()).isEqualTo("{\"status\":\"verification_sent\"}");
        people.logIn(address, "Another-Horse-43").isProblem(401, "invalid_credentials");
    }

    @Test
    void signsANewAddressInAtOnce() {
        Answer answer = people.signUp(people.address(), People.PASSWORD).hasStatus(201);

        assertThat(answer.json().keySet())
                .containsExactlyInAnyOrder("accessToken", "token", "refreshToken", "expiresIn", "tokenType", "user");
        assertThat(answer.json().getInt("expiresIn")).isEqualTo(300);
        assertThat(answer.json().getJsonObject("user").get("emailVerified")).isEqualTo(JsonValue.FALSE);
        SignedIn ada = People.signedIn(answer);
        server.api().get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
        assertThat(rows.eventsAbout(ada.id()))
                .containsExactlyInAnyOrder("account.registered", "account.verification_sent", "session.started");
    }

    @Test
    void letsPeopleInBeforeTheirAddressIsProven() {
        String address = people.address();
        people.signUp(address, People.PASSWORD).hasStatus(201);

        people.logIn(address, People.PASSWORD).hasStatus(200);
    }

    @Test
    @Row({"RC-05", "TK-07"})
    void endsTheSessionsOfWhomTheOwnerOfTheAddressDisplaces() {
        SignedIn eve = People.signedIn(people.signUp(people.address(), People.PASSWORD));
        SignedIn again = people.signIn(eve.email());
        Browser browser = new Browser(server.api());
        browser.signIn(eve.email(), People.PASSWORD).hasStatus(303);
        server.api().get("/api/account").bearer(eve.accessToken()).send().hasStatus(200);
        String token = new Mailbox(server.api()).newestTo(eve.email()).token();

        server.api()
                .post("/api/auth/verify-email")
                .json("token", token, "newPassword", "Owners-Horse-42")
                .send()
                .hasStatus(200);

        for (SignedIn session : List.of(eve, again)) {
            server.api()
                    .get("/api/account")
                    .bearer(session.accessToken())
                    .send()
                    .isProblem(401, "unauthenticated");
            refresh(session.refreshToken()).isProblem(401, "refresh_token_invalid");
        }
        browser.get("/account").hasStatus(303);
        server.api()
                .get("/api/auth/sessions")
                .header("Cookie", browser.cookieHeader())
                .send()
                .isProblem(401, "unauthenticated");
        people.logIn(eve.email(), People.PASSWORD).isProblem(401, "invalid_credentials");
        people.logIn(eve.email(), "Owners-Horse-42").hasStatus(200);
    }

    @Test
    @Row("TK-15")
    void writesNoSecretIntoItsLogOrItsTrail() {
        String password = "Secret-" + UUID.randomUUID() + "-Horse";
        Answer signUp = people.signUp(people.address(), password);
        assertThat(signUp.header("Cache-Control")).hasValue("no-store");
        SignedIn ada = People.signedIn(signUp);
        SignedIn refreshed = People.signedIn(refresh(ada.refreshToken()).hasStatus(200));
        String link = new Mailbox(server.api()).newestTo(ada.email()).token();
        Browser browser = new Browser(server.api());
        browser.signIn(ada.email(), password).hasStatus(303);
        browser.get("/account/sessions").hasStatus(200);
        browser.press("/verify?token=" + link, "verify", "confirm", "password", password)
                .hasStatus(303);
        people.logIn(ada.email(), password + "x").hasStatus(401);
        server.api().get("/api/account").bearer(ada.accessToken() + "x").send().hasStatus(401);
        server.api().get("/api/nothing?token=" + link).send().hasStatus(404);
        server.api()
                .post("/api/auth/login")
                .body("{\"password\":\"" + password)
                .send()
                .hasStatus(400);
        refresh(ada.refreshToken()).isProblem(401, "refresh_token_reused");

        String written = server.log()
                + String.join("", rows.texts("SELECT e::text FROM audit.event e"))
                + String.join("", rows.texts("SELECT p::text FROM audit.personal_data p"));
        assertThat(written)
                .contains(ada.id().toString())
                .doesNotContain(
                        password,
                        ada.accessToken(),
                        ada.accessToken().split("\\.")[2],
                        ada.refreshToken().split("\\.")[1],
                        refreshed.refreshToken().split("\\.")[1],
                        refreshed.accessToken().split("\\.")[2],
                        link,
                        browser.cookie("gatehouse_session").orElseThrow(),
                        browser.cookie("gatehouse_csrf").orElseThrow(),
                        browser.cookie("gatehouse_device").orElseThrow());
    }

    @Test
    @Row("TK-01")
    void takesEverySecondUseForTheftWhereThereIsNoGrace() {
        SignedIn ada = People.signedIn(people.signUp(people.address(), People.PASSWORD));
        String next = refresh(ada.refreshToken()).hasStatus(200).text("refreshToken");
        String third = refresh(next).hasStatus(200).text("refreshToken");
        assertThat(third).isNotIn(next, ada.refreshToken());

        refresh(next).isProblem(401, "refresh_token_reused");
        refresh(third).isProblem(401, "refresh_token_invalid");
    }

    @Test
    void knowsTheConfiguredKindsOfUsers() {
        String address = people.address();

        Answer answer = server.api()
                .post("/api/auth/signup")
                .json(
                        "email",
                        address,
                        "password",
                        People.PASSWORD,
                        "name",
                        "Ada Lovelace",
                        "userType",
                        "partner",
                        "acceptTerms",
                        true)
                .send()
                .hasStatus(201);

        assertThat(answer.json().getJsonObject("user").getString("userType")).isEqualTo("partner");
    }

    private static Answer refresh(String token) {
        return server.api()
                .post("/api/auth/refresh")
                .json("refreshToken", token)
                .send();
    }
}

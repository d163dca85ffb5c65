package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.InProduction;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.Wire;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server writes into its log, at the levels that it is delivered with. */
class ServerLogIT extends InProduction {

    private static final String EVENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4} [A-Z]+ .*";
    private static final String FRAME = "\\s+(at |\\.\\.\\. \\d+ (common frames|more)).*|\\s*(Caused by|Suppressed): .*"
            + "|[\\w.$]*(Exception|Error)\\b.*|";
    private static final String FORGED = "2001-01-01T00:00:00.000+0000 SEVERE forged: entry";

    private final List<String> secrets = new ArrayList<>(List.of(KEY, MAIL_PASSWORD, "gatehouse_app:app"));
    private final String id = "log-" + UUID.randomUUID();

    @AfterEach
    void letEverythingPass() {
        for (String table : List.of("auth.account", "session.session", "audit.personal_data")) {
            rows.change("DROP TRIGGER IF EXISTS fail_marked ON " + table);
            rows.change("ALTER TABLE " + table + " DROP CONSTRAINT IF EXISTS not_marked");
        }
        rows.change("DROP FUNCTION IF EXISTS public.fail_marked()");
    }

    @Test
    @Row("LO-02")
    void tellsNoSecretWhateverHappens() {
        String address = "ada-" + UUID.randomUUID() + "@example.net";
        String password = secret("Cuckoo-Password-" + UUID.randomUUID());
        signUp(address, password, "Ada").hasStatus(202);
        String token = secret(received(address).token());
        call("POST", "/api/auth/verify-email")
                .json("token", token, "password", secret("Cuckoo-Wrong-1-" + UUID.randomUUID()))
                .send()
                .isProblem(400, "password_required");
        call("POST", "/api/auth/verify-email")
                .json("token", token, "password", password)
                .send()
                .hasStatus(200);
        call("POST", "/api/auth/verify-email")
                .json("token", token, "password", password)
                .send()
                .hasStatus(400);
        signInAndOut(address, password);
        secretsWhereNoneBelong(password, token);
        failuresOfTheDatabase(address, password);

        String log = logWith("Request " + id + "-3 failed");
        assertThat(secrets).hasSizeGreaterThan(15).allSatisfy(secret -> assertThat(log)
                .as("the log")
                .doesNotContain(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        assertThat(log).doesNotContain("$argon2", "eyJ", "PRIVATE KEY", "Failing row contains");
    }

    @Test
    @Row("IN-06")
    void staysOneLineForAnEventWhateverARequestBrings() {
        String address = "eve-" + UUID.randomUUID() + "@example.net";
        signUp(address, "Correct-Horse-42", "Eve").hasStatus(202);
        failWith("session.session", "NEW.user_agent LIKE '%forged: entry'");
        failWith("audit.personal_data", "NEW.email = 'marked@example.net'");
        call("POST", "/api/auth/verify-email")
                .json("token", received(address).token(), "password", "Correct-Horse-42")
                .send()
                .hasStatus(200);
        Wire wire = new Wire(server.port());

        Answer failed = call("POST", "/api/auth/login")
                .header("X-Request-Id", id)
                .header("User-Agent", "a " + FORGED)
                .json("email", address, "password", "Correct-Horse-42")
                .send();
        signUp("marked@example.net", "Correct-Horse-42", "a");
        for (String text : List.of("\u001b[2J", "\u0085", "\u00e2\u0080\u00a8", "\t", "\u009b31m")) {
            for (String header :
                    List.of("X-Request-Id", "User-Agent", "Referer", "Cookie", "Accept", "Origin", "Authorization")) {
                wire.bare("GET /api/account HTTP/1.1", "Host: " + HOST, header + ": x" + text + FORGED);
            }
        }
        for (String text : List.of("%0d%0a", "%0a", "%1b%5b2J", "%c2%85", "%e2%80%a8", "%e2%80%ae")) {
            String forged = text + FORGED.replace(" ", "%20");
            for (String path :
                    List.of("/", "/api/", "/verify?token=", "/login?returnTo=", "/api/account/activity?cursor=")) {
                wire.bare("GET " + path + forged + " HTTP/1.1", "Host: " + HOST);
            }
        }

        failed.isProblem(500, "internal_error");
        String log = logWith("Request " + id + " failed");
        assertThat(served(log)).allSatisfy(line -> assertThat(line).matches("(?s)" + EVENT + "|" + FRAME));
        assertThat(served(log)).noneMatch(line -> line.startsWith("2001"));
        assertThat(String.join("\n", served(log)))
                .doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e&&[^\n\t]]");
        assertThat(log).contains("\\n" + FORGED);
    }

    private void signInAndOut(String address, String password) {
        call("POST", "/api/auth/login")
                .json("email", address, "password", secret("Cuckoo-Wrong-2-" + UUID.randomUUID()))
                .send()
                .isProblem(401, "invalid_credentials");
        Answer in = call("POST", "/api/auth/login")
                .json("email", address, "password", password)
                .send()
                .hasStatus(200);
        String access = secret(in.text("accessToken"));
        secret(access.split("\\.")[2]);
        secret(in.cookie("__Host-gatehouse_device").orElseThrow());
        String first = secret(in.text("refreshToken"));
        String second = refresh(first);
        refresh(second);
        rows.change("UPDATE session.session SET rotated_at = now() - interval '1 minute'"
                + " WHERE rotated_at IS NOT NULL");
        call("POST", "/api/auth/refresh").json("refreshToken", first).send().isProblem(401, "refresh_token_reused");
        Answer page = call("POST", "/api/auth/login?mode=cookie")
                .json("email", address, "password", password)
                .send()
                .hasStatus(200);
        String session = secret(page.cookie("__Host-gatehouse_session").orElseThrow());
        secret(page.cookie("__Host-gatehouse_csrf").orElseThrow());
        call("POST", "/api/auth/logout")
                .header("Cookie", "__Host-gatehouse_session=" + session)
                .send()
                .isProblem(403, "csrf_failed");
    }

    private String refresh(String token) {
        return secret(call("POST", "/api/auth/refresh")
                .json("refreshToken", token)
                .send()
                .hasStatus(200)
                .text("refreshToken"));
    }

    private void secretsWhereNoneBelong(String password, String token) {
        String odd = secret("cuckoo" + UUID.randomUUID());
        call("GET", "/verify?token=" + token).send().hasStatus(200);
        call("GET", "/api/account?access_token=" + odd)
                .bearer(secret("x.y.cuckoo" + UUID.randomUUID()))
                .send();
        call("GET", "/api/account")
                .header("Authorization", "Basic " + secret("Y3Vja29v" + odd))
                .send();
        call("GET", "/api/account")
                .header("Cookie", "__Host-gatehouse_session=\"" + odd)
                .send();
        call("POST", "/api/auth/login")
                .body("{\"password\":\"" + odd + "\",}")
                .send()
                .hasStatus(400);
        call("POST", "/api/auth/login")
                .body("{\"email\":1,\"password\":\"" + password + "\"}")
                .send()
                .hasStatus(400);
        call("POST", "/api/auth/login?password=" + password).body("{}").send().hasStatus(400);
        call("POST", "/login?password=" + password).body("password=" + odd).send();
        new Wire(server.port()).bare("GET /" + odd + "%zz HTTP/1.1", "Host: " + HOST);
    }

    /** A database tells with a refusal what it refused; hashes of passwords and tokens are in such rows. */
    private void failuresOfTheDatabase(String address, String password) {
        rows.change("ALTER TABLE auth.account ADD CONSTRAINT not_marked CHECK (first_name <> 'Marked') NOT VALID");
        rows.change("ALTER TABLE session.session ADD CONSTRAINT not_marked CHECK (device_name <> 'Marked') NOT VALID");
        request(1, "/api/auth/signup", "bob-" + UUID.randomUUID() + "@example.net", password);
        request(2, "/api/auth/login", address, password);
        failWith("session.session", "NEW.device_name = 'Marked'");
        request(3, "/api/auth/login", address, password);
    }

    private void request(int number, String path, String address, String password) {
        call("POST", path)
                .header("X-Request-Id", id + "-" + number)
                .json(
                        "email",
                        address,
                        "password",
                        password,
                        "firstName",
                        "Marked",
                        "deviceName",
                        "Marked",
                        "acceptTerms",
                        true)
                .send()
                .isProblem(500, "internal_error");
    }

    private static Answer signUp(String address, String password, String name) {
        return call("POST", "/api/auth/signup")
                .json("email", address, "password", password, "firstName", name, "acceptTerms", true)
                .send();
    }

    /** A fault whose words bring a line of their own, as the words of any fault may. */
    private static void failWith(String table, String when) {
        rows.change("CREATE OR REPLACE FUNCTION public.fail_marked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " RAISE EXCEPTION USING MESSAGE = E'no\\r\\n" + FORGED
                + "\\n\\u001b[2J\\u2028' || TG_TABLE_NAME; END $$");
        rows.change("DROP TRIGGER IF EXISTS fail_marked ON " + table);
        rows.change("CREATE TRIGGER fail_marked BEFORE INSERT ON " + table + " FOR EACH ROW WHEN (" + when
                + ") EXECUTE FUNCTION public.fail_marked()");
    }

    private String secret(String secret) {
        secrets.add(secret);
        return secret;
    }

    private static String logWith(String entry) {
        Patience.until("the log says: " + entry, Duration.ofSeconds(5), () -> server.log()
                .contains(entry));
        return server.log();
    }

    /** From the moment in which it served; what the container prints before is in its own form. */
    private static List<String> served(String log) {
        return log.substring(log.indexOf("Gatehouse is ready")).lines().skip(1).toList();
    }
}

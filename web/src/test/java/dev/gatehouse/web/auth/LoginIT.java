package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginIT extends OverHttp {

    private static final String UTC_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    @Test
    void refusesAnEmptyFormNamingBothFields() {
        Map<String, Long> before = rows.counts();

        api.post("/api/auth/login")
                .body("{}")
                .send()
                .isProblem(400, "validation_failed")
                .names("email", "password");

        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void saysTheSameOfAWrongPasswordAndAnUnknownAddress() {
        Answer wrong = people.logIn(people.verified(), "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        Answer unknown = people.logIn(people.address(), People.PASSWORD).isProblem(401, "invalid_credentials");
        Answer noAddress = people.logIn("no address", People.PASSWORD).isProblem(401, "invalid_credentials");

        for (Answer answer : List.of(unknown, noAddress)) {
            assertThat(answer.text("detail")).isEqualTo(wrong.text("detail"));
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(wrong.headers().map().keySet());
        }
    }

    @Test
    void takesAboutAsLongForAnUnknownAddress() {
        String known = people.verified();
        people.logIn(known, "Warm-up-Horse-42");

        Duration ofKnown = fastest(() -> people.logIn(known, "Wrong-Horse-42"));
        Duration ofUnknown = fastest(() -> people.logIn(people.address(), "Wrong-Horse-42"));

        assertThat(ofUnknown.toMillis()).isBetween(ofKnown.toMillis() / 3, Math.max(ofKnown.toMillis() * 3, 30));
    }

    @Test
    void tellsOfAnUnverifiedAddressOnlyAfterTheRightPassword() {
        String address = people.signedUp();

        people.logIn(address, "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        people.logIn(address, People.PASSWORD).isProblem(403, "email_not_verified");
    }

    @Test
    void tellsOfADisabledAccountOnlyAfterTheRightPassword() {
        String address = people.verified();
        rows.change("UPDATE auth.account SET disabled_at = now() WHERE email = ?", address);

        people.logIn(address, "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        people.logIn(address, People.PASSWORD).isProblem(403, "account_disabled");
    }

    @Test
    void tellsOfANeededResetOnlyAfterTheRightPassword() {
        String address = people.verified();
        rows.change("UPDATE auth.account SET password_reset_required = true WHERE email = ?", address);

        people.logIn(address, "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        people.logIn(address, People.PASSWORD).isProblem(403, "password_reset_required");
    }

    @Test
    void startsNoSessionWithARefusalAndRecordsItOnce() {
        String address = people.verified();

        people.logIn(address, "Wrong-Horse-42");

        UUID account = rows.account(address);
        assertThat(rows.number("SELECT count(*) FROM session.session WHERE account_id = ?", account))
                .isZero();
        assertThat(rows.texts(
                        "SELECT type || ' ' || outcome || ' ' || reason FROM audit.event"
                                + " WHERE subject_id = ? AND category = 'login'",
                        account))
                .containsExactly("login.failed failure bad_password");
    }

    @Test
    void countsTheWholePasswordAsItIs() {
        String address = people.verified();

        for (String nearly : List.of(
                People.PASSWORD + " ",
                " " + People.PASSWORD,
                People.PASSWORD.toLowerCase(Locale.ROOT),
                "Correct-Horse-4")) {
            people.logIn(address, nearly).isProblem(401, "invalid_credentials");
        }
        people.logIn(address, People.PASSWORD + "x".repeat(50_000)).isProblem(401, "invalid_credentials");
    }

    @Test
    void refusesADeviceNameThatIsNoLineOfText() {
        String address = people.verified();

        logInFrom(address, "a\nb").isProblem(400, "validation_failed").names("deviceName");
        logInFrom(address, "a\u202Eb").isProblem(400, "validation_failed").names("deviceName");
    }

    @Test
    void cutsLongNamesOfDevicesAndAgents() {
        String address = people.verified();

        Answer answer = api.post("/api/auth/login")
                .header("User-Agent", "u".repeat(4_000))
                .json("email", address, "password", People.PASSWORD, "deviceName", "d".repeat(4_000))
                .send()
                .hasStatus(200);

        assertThat(rows.text(
                        "SELECT length(device_name) || ' ' || length(user_agent) FROM session.session WHERE id = ?",
                        People.signedIn(answer).session()))
                .isEqualTo("100 512");
    }

    @Test
    void answersEveryFieldOfATokenAnswer() {
        String address = people.verified();

        JsonObject answer =
                people.logIn(address, People.PASSWORD).hasStatus(200).json();

        assertThat(answer.keySet())
                .containsExactlyInAnyOrder("accessToken", "token", "refreshToken", "expiresIn", "tokenType", "user");
        assertThat(answer.getString("token")).isEqualTo(answer.getString("accessToken"));
        assertThat(answer.getJsonNumber("expiresIn").intValueExact()).isEqualTo(900);
        assertThat(answer.getString("tokenType")).isEqualTo("Bearer");
        JsonObject user = answer.getJsonObject("user");
        assertThat(user.keySet())
                .contains(
                        "id",
                        "email",
                        "firstName",
                        "lastName",
                        "name",
                        "userType",
                        "emailVerified",
                        "twoFactorEnabled",
                        "createdAt")
                .isSubsetOf(
                        "id",
                        "email",
                        "firstName",
                        "lastName",
                        "name",
                        "userType",
                        "emailVerified",
                        "twoFactorEnabled",
                        "createdAt",
                        "locale");
        assertThat(UUID.fromString(user.getString("id"))).isEqualTo(rows.account(address));
        assertThat(user.getString("email")).isEqualTo(address);
        assertThat(user.getString("firstName")).isEqualTo("Ada");
        assertThat(user.getString("lastName")).isEqualTo("Lovelace");
        assertThat(user.getString("name")).isEqualTo("Ada Lovelace");
        assertThat(user.getString("userType")).isEqualTo("client");
        assertThat(user.get("emailVerified")).isEqualTo(JsonValue.TRUE);
        assertThat(user.get("twoFactorEnabled")).isEqualTo(JsonValue.FALSE);
        assertThat(user.getString("createdAt")).matches(UTC_TIME);
    }

    @Test
    void keepsTheAnswerOutOfCachesAndMarksTheBrowser() {
        Answer answer = people.logIn(people.verified(), People.PASSWORD).hasStatus(200);

        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.cookieLine("gatehouse_device").orElseThrow())
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Domain=");
        assertThat(answer.cookie("gatehouse_session")).isEmpty();
    }

    @Test
    void signsInUnderAnySpellingOfTheAddress() {
        String address = people.verified();

        people.logIn(" " + address.toUpperCase(Locale.ROOT), People.PASSWORD).hasStatus(200);
    }

    @Test
    void issuesAnAccessTokenThatThePublishedKeysVerify() throws Exception {
        Instant before = Instant.now();
        SignedIn ada = people.signedIn();
        SignedJWT token = SignedJWT.parse(ada.accessToken());

        JWSHeader header = token.getHeader();
        assertThat(header.getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(header.getType().getType()).isEqualTo("JWT");
        JWKSet published = JWKSet.parse(
                api.get("/.well-known/jwks.json").send().hasStatus(200).text());
        var key = published.getKeyByKeyId(header.getKeyID());
        assertThat(key).isNotNull();
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();

        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "upn", "groups", "sid", "ver", "iat", "exp", "jti");
        assertThat(claims.getIssuer()).isEqualTo(SERVER.url().toString());
        assertThat(claims.getAudience()).containsExactly(SERVER.url() + "/api");
        assertThat(claims.getSubject()).isEqualTo(ada.id().toString());
        assertThat(claims.getStringClaim("upn")).isEqualTo(ada.email());
        assertThat(claims.getStringListClaim("groups")).containsExactly("user");
        assertThat(claims.getStringClaim("sid"))
                .isEqualTo(rows.text("SELECT id FROM session.session WHERE account_id = ?", ada.id()));
        assertThat(claims.getLongClaim("ver")).isNotNegative();
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getIssueTime())
                .isBetween(
                        Date.from(before.minusSeconds(2)),
                        Date.from(Instant.now().plusSeconds(2)));
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofSeconds(900));
    }

    @Test
    void storesTheRefreshTokenOnlyAsAHash() {
        SignedIn ada = people.signedIn();
        String secret = ada.refreshToken().split("\\.")[1];

        assertThat(ada.refreshToken().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isGreaterThan(43);
        assertThat(rows.text("SELECT s::text FROM session.session s WHERE id = ?", ada.session()))
                .doesNotContain(secret);
        assertThat(rows.number(
                        "SELECT count(*) FROM session.session"
                                + " WHERE id = ? AND refresh_token_hash = sha256(convert_to(?, 'UTF8'))",
                        ada.session(),
                        ada.refreshToken()))
                .isOne();
    }

    @Test
    void writesItsEventsOnceWithWhoWhenAndWhere() {
        String address = people.verified();

        Answer answer = api.post("/api/auth/login")
                .header("User-Agent", "Integration/1.0")
                .header("X-Request-Id", "login-of-ada")
                .json("email", address, "password", People.PASSWORD)
                .send()
                .hasStatus(200);

        SignedIn ada = People.signedIn(answer);
        assertThat(rows.eventsAbout(ada.id()))
                .endsWith("session.started", "login.succeeded")
                .hasSize(5);
        assertThat(rows.text(
                        "SELECT concat_ws(' ', e.outcome, e.actor_type, e.actor_id, e.session_id, e.request_id, p.email,"
                                + " p.ip_address, p.user_agent) FROM audit.event e"
                                + " JOIN audit.personal_data p ON p.event_id = e.id"
                                + " WHERE e.subject_id = ? AND e.type = 'login.succeeded'",
                        ada.id()))
                .matches("success user " + ada.id() + " " + ada.session() + " login-of-ada " + address
                        + " (127\\.0\\.0\\.1|0:0:0:0:0:0:0:1|::1) Integration/1\\.0");
    }

    @Test
    void holdsWhereManySignInAtOnce() {
        String address = people.verified();

        List<Integer> statuses = dev.gatehouse.web.testing.Together.times(
                12, () -> people.logIn(address, People.PASSWORD).status());

        assertThat(statuses).containsOnly(200);
        assertThat(rows.number("SELECT count(*) FROM session.session WHERE account_id = ?", rows.account(address)))
                .isEqualTo(12);
    }

    private Answer logInFrom(String address, String deviceName) {
        return api.post("/api/auth/login")
                .json("email", address, "password", People.PASSWORD, "deviceName", deviceName)
                .send();
    }

    private static Duration fastest(Runnable act) {
        Duration fastest = Duration.ofMinutes(1);
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            act.run();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        }
        return fastest;
    }
}

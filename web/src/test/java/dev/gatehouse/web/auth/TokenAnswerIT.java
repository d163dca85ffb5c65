package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a sign-in answers, down to the claims of its access token. */
class TokenAnswerIT extends OverHttp {

    private static final String UTC_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

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
    @Row({"TK-13", "TK-15"})
    void keepsTheAnswerOutOfCachesAndMarksTheBrowser() {
        Answer answer = people.logIn(people.verified(), People.PASSWORD).hasStatus(200);

        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.cookieLine("gatehouse_device").orElseThrow())
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Domain=");
        assertThat(answer.cookie("gatehouse_session")).isEmpty();
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
}

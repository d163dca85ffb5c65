package dev.gatehouse.session.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.session.AccessTokenClaims;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.internal.ServerSecrets;
import dev.gatehouse.session.internal.SessionModule;
import dev.gatehouse.testing.ModuleDatabase;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTokenTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final UUID SESSION = UUID.randomUUID();

    private static StoredSigningKeys keys;
    private static SignedAccessTokens tokens;

    @BeforeAll
    static void prepare() {
        ModuleDatabase database = new ModuleDatabase("session", "session");
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        keys = new StoredSigningKeys(database.entityManager(), ServerSecrets.aead(), new SecureRandom(), clock);
        database.inTransaction(keys::prepare);
        tokens = new SignedAccessTokens(keys, SessionModule.SETTINGS, clock);
    }

    @Test
    void refusesATokenWithAChangedClaim() throws ParseException, JOSEException {
        String[] token = issue(Audience.USERS).split("\\.");
        String[] other = issue(Audience.ADMINS).split("\\.");

        assertThat(verified(SignedJWT.parse(token[0] + "." + other[1] + "." + token[2])))
                .isFalse();
    }

    @Test
    void verifiesWithThePublishedKeys() throws ParseException, JOSEException {
        assertThat(verified(SignedJWT.parse(issue(Audience.USERS)))).isTrue();
    }

    @Test
    void saysWhatTheContractNamesAndNothingElse() throws ParseException {
        SignedJWT token = SignedJWT.parse(issue(Audience.USERS));

        assertThat(token.getHeader().toJSONObject())
                .isEqualTo(Map.of(
                        "alg",
                        "ES256",
                        "typ",
                        "JWT",
                        "kid",
                        keys.current().publicKey().getKeyID()));
        Map<String, Object> claims = token.getPayload().toJSONObject();
        assertThat(UUID.fromString((String) claims.remove("jti"))).isNotNull();
        assertThat(claims)
                .isEqualTo(Map.of(
                        "iss",
                        "https://id.example.org",
                        "aud",
                        "https://id.example.org/api",
                        "sub",
                        ACCOUNT.toString(),
                        "upn",
                        "ada@example.org",
                        "groups",
                        List.of("client", "tester"),
                        "sid",
                        SESSION.toString(),
                        "ver",
                        3L,
                        "iat",
                        NOW.getEpochSecond(),
                        "exp",
                        NOW.getEpochSecond() + 900));
    }

    @Test
    void namesTheAreaThatTheTokenOpens() throws ParseException {
        assertThat(SignedJWT.parse(issue(Audience.ADMINS)).getJWTClaimsSet().getAudience())
                .containsExactly("https://id.example.org/api/admin");
    }

    @Test
    void givesEachTokenAnIdOfItsOwn() throws ParseException {
        assertThat(SignedJWT.parse(issue(Audience.USERS)).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(
                        SignedJWT.parse(issue(Audience.USERS)).getJWTClaimsSet().getJWTID());
    }

    private static String issue(Audience audience) {
        return tokens.issue(
                new AccessTokenClaims(ACCOUNT, "ada@example.org", Set.of("tester", "client"), SESSION, 3, audience));
    }

    private static boolean verified(SignedJWT token) throws ParseException, JOSEException {
        ECKey key = JWKSet.parse(keys.publicKeySet())
                .getKeyByKeyId(token.getHeader().getKeyID())
                .toECKey();
        return token.verify(new ECDSAVerifier(key));
    }
}

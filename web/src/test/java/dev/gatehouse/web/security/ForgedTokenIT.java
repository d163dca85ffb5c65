package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that somebody else made, or made from a genuine one. */
class ForgedTokenIT extends OverHttp {

    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @Test
    void refusesATokenWithAnyPartChanged() {
        String[] parts = people.signedIn().accessToken().split("\\.");
        String other = people.signedIn().accessToken();

        for (int part = 0; part < 3; part++) {
            String[] changed = parts.clone();
            changed[part] = flipped(parts[part]);
            refused("Bearer " + String.join(".", changed));
        }
        refused("Bearer " + parts[0] + "." + other.split("\\.")[1] + "." + parts[2]);
        refused("Bearer " + parts[0] + "." + parts[1] + ".");
        refused("Bearer " + parts[0] + "." + parts[1]);
        refused("Bearer " + parts[0] + "." + parts[1] + "." + base64(new byte[64]));
    }

    @Test
    void refusesATokenWithoutASignature() {
        String claims = people.signedIn().accessToken().split("\\.")[1];

        for (String algorithm : List.of("none", "None", "NONE", "")) {
            String header = base64("{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}");
            refused("Bearer " + header + "." + claims + ".");
            refused("Bearer " + header + "." + claims + "." + base64("x"));
        }
    }

    @Test
    void refusesATokenSignedWithThePublicKeyAsSecret() throws Exception {
        SignedIn ada = people.signedIn();
        ECKey published = published(ada);
        byte[] secret = Arrays.copyOf(published.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8), 256);

        refused("Bearer " + signed(ada, JWSAlgorithm.HS256, published.getKeyID(), new MACSigner(secret), claims(ada)));
    }

    @Test
    void refusesATokenSignedWithAnyOtherKey() throws Exception {
        SignedIn ada = people.signedIn();
        ECKey own = new ECKeyGenerator(Curve.P_256).generate();
        JWSSigner rsa = new RSASSASigner(new RSAKeyGenerator(2048).generate());
        String published = published(ada).getKeyID();

        refused("Bearer " + signed(ada, JWSAlgorithm.ES256, published, new ECDSASigner(own), claims(ada)));
        refused("Bearer " + signed(ada, JWSAlgorithm.ES256, "unknown", new ECDSASigner(own), claims(ada)));
        refused("Bearer " + signed(ada, JWSAlgorithm.ES256, null, new ECDSASigner(own), claims(ada)));
        refused("Bearer " + signed(ada, JWSAlgorithm.RS256, published, rsa, claims(ada)));
        refused("Bearer " + signed(ada, JWSAlgorithm.PS256, published, rsa, claims(ada)));
    }

    @Test
    void neverFollowsAKeyThatTheTokenBrings() throws Exception {
        SignedIn ada = people.signedIn();
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID("own")
                .jwk(own.toPublicJWK())
                .jwkURL(java.net.URI.create("http://127.0.0.1:" + SERVER.port() + "/.well-known/jwks.json"))
                .build();
        SignedJWT token = new SignedJWT(header, claims(ada));
        token.sign(new ECDSASigner(own));

        refused("Bearer " + token.serialize());
    }

    @Test
    void refusesAnEncryptedToken() throws Exception {
        SignedIn ada = people.signedIn();
        JWEObject token = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM)
                        .type(JOSEObjectType.JWT)
                        .contentType("JWT")
                        .build(),
                new Payload(ada.accessToken()));
        token.encrypt(new ECDHEncrypter(published(ada).toPublicJWK()));

        refused("Bearer " + token.serialize());
    }

    private void refused(String authorization) {
        Map<String, Long> before = rows.counts();
        long start = System.nanoTime();

        Answer answer =
                api.get("/api/account").header("Authorization", authorization).send();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        answer.isProblem(401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
        assertThat(rows.counts()).isEqualTo(before);
    }

    private ECKey published(SignedIn person) throws Exception {
        JWKSet keys = JWKSet.parse(api.get("/.well-known/jwks.json").send().text());
        return keys.getKeyByKeyId(
                        SignedJWT.parse(person.accessToken()).getHeader().getKeyID())
                .toECKey();
    }

    private static String signed(
            SignedIn person, JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(JOSEObjectType.JWT)
                        .keyID(keyId)
                        .build(),
                claims);
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet claims(SignedIn person) throws java.text.ParseException {
        return new JWTClaimsSet.Builder(SignedJWT.parse(person.accessToken()).getJWTClaimsSet())
                .expirationTime(new Date(System.currentTimeMillis() + 600_000))
                .build();
    }

    private static String flipped(String part) {
        List<String> characters = new ArrayList<>(List.of(part.split("")));
        int middle = part.length() / 2;
        characters.set(middle, characters.get(middle).equals("A") ? "B" : "A");
        return String.join("", characters);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Tokens;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that somebody else made, or made from a genuine one. */
class ForgedTokenIT extends OverBearer {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final BigInteger ORDER = Curve.P_256.toECParameterSpec().getOrder();

    /** Every bit of the signature, and one of each byte that it covers. */
    @Test
    @Row("TK-03")
    void refusesATokenWithAnyBitChanged() {
        SignedIn ada = people.signedIn();
        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);

        List<String> tokens = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            String[] changed = ada.accessToken().split("\\.");
            byte[] bytes = Base64.getUrlDecoder().decode(changed[part]);
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                if (part < 2 && bit % 8 != bit / 8 % 8) {
                    continue;
                }
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                changed[part] = base64(bytes);
                tokens.add(String.join(".", changed));
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        refusedTokens(tokens);
    }

    @Test
    @Row("TK-03")
    void refusesATokenSpeltOtherwise() {
        String token = people.signedIn().accessToken();
        String[] parts = token.split("\\.");

        List<String> tokens = new ArrayList<>(List.of(
                token + "A",
                token + "=",
                token + "==",
                token + ".",
                token + "." + parts[2],
                token.substring(0, token.length() - 1),
                parts[0] + "=." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "=." + parts[2],
                parts[0] + "." + parts[1] + "\t." + parts[2],
                parts[0] + ".." + parts[2],
                "." + parts[1] + "." + parts[2],
                parts[2] + "." + parts[1] + "." + parts[0]));
        for (String last : BASE64URL.split("")) {
            if (!token.endsWith(last)) {
                tokens.add(token.substring(0, token.length() - 1) + last);
            }
        }
        refusedTokens(tokens);
    }

    @Test
    @Row("TK-03")
    void refusesASignatureThatIsNone() throws Exception {
        String token = people.signedIn().accessToken();
        String unsigned = token.substring(0, token.lastIndexOf('.'));
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(unsigned.length() + 1));
        String another = people.signedIn().accessToken();

        refused("Bearer " + unsigned);
        refused("Bearer " + unsigned + ".");
        refused("Bearer " + unsigned + another.substring(another.lastIndexOf('.')));
        refused("Bearer " + unsigned + "." + base64(ECDSA.transcodeSignatureToDER(signature)));
        // CVE-2022-21449: r and s of nothing fit every message.
        for (byte[] r : List.of(new byte[32], number(BigInteger.ONE), number(ORDER), signature)) {
            for (byte[] s : List.of(new byte[32], number(BigInteger.ONE), number(ORDER))) {
                byte[] both = Arrays.copyOf(r, 64);
                System.arraycopy(s, 0, both, 32, 32);
                refused("Bearer " + unsigned + "." + base64(both));
            }
        }
        refused("Bearer " + unsigned + "." + base64(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
        refused("Bearer " + unsigned + "." + base64(new byte[128]));
    }

    @Test
    @Row("TK-03")
    void refusesATokenOfAnotherAlgorithm() {
        String[] parts = people.signedIn().accessToken().split("\\.");
        String keyId = Tokens.header(String.join(".", parts)).getString("kid");

        List<String> tokens = new ArrayList<>();
        for (String algorithm :
                ("none None NONE nOnE  HS256 HS512 RS256 PS256 ES384 ES512 ES256K EdDSA es256").split(" ")) {
            for (String kid : List.of("", ",\"kid\":\"" + keyId + "\"")) {
                String header = base64("{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"" + kid + "}");
                tokens.add(header + "." + parts[1] + ".");
                tokens.add(header + "." + parts[1] + "." + base64("x"));
                tokens.add(header + "." + parts[1] + "." + parts[2]);
            }
        }
        refusedTokens(tokens);
    }

    @Test
    @Row("TK-03")
    void refusesATokenSignedWithThePublicKeyAsSecret() throws Exception {
        SignedIn ada = people.signedIn();
        ECKey key = published(ada).toPublicJWK();
        byte[] encoded = key.toECPublicKey().getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
        String keys = api.get("/.well-known/jwks.json").send().text();

        for (byte[] secret : List.of(
                encoded,
                key.getX().decode(),
                pem.getBytes(StandardCharsets.US_ASCII),
                (pem + "\n").getBytes(StandardCharsets.US_ASCII),
                lines.replace("\n", "").getBytes(StandardCharsets.US_ASCII),
                key.toJSONString().getBytes(StandardCharsets.UTF_8),
                keys.getBytes(StandardCharsets.UTF_8),
                // HMAC fills a short key up with zeros: this is the empty one (CVE-2026-44699).
                new byte[1])) {
            for (String algorithm : List.of("HS256", "ES256")) {
                String unsigned =
                        base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + key.getKeyID() + "\"}")
                                + "." + ada.accessToken().split("\\.")[1];
                refused("Bearer " + unsigned + "." + base64(hmac(secret, unsigned)));
            }
        }
    }

    @Test
    @Row("TK-03")
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "",
                "../../../../dev/null",
                "' OR 1=1 --",
                "' UNION SELECT 'x' --",
                "http://127.0.0.1/key",
                "\u0000"
            })
    @Row({"TK-03", "TK-10"})
    void refusesAForgedTokenWhateverKeyItNames(String keyId) throws Exception {
        SignedIn ada = people.signedIn();
        ECKey own = new ECKeyGenerator(Curve.P_256).generate();

        refused("Bearer " + signed(ada, JWSAlgorithm.ES256, keyId, new ECDSASigner(own), claims(ada)));
    }

    @Test
    @Row("TK-10")
    void neverFollowsAKeyThatTheTokenBrings() throws Exception {
        SignedIn ada = people.signedIn();
        ECKey own =
                new ECKeyGenerator(Curve.P_256).keyID(published(ada).getKeyID()).generate();
        try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + elsewhere.getLocalPort() + "/keys");
            List<UnaryOperator<JWSHeader.Builder>> hints = List.of(
                    header -> header.jwk(own.toPublicJWK()),
                    header -> header.jwkURL(address),
                    header -> header.x509CertURL(address),
                    header -> header.x509CertChain(List.of(new com.nimbusds.jose.util.Base64("MIIB"))),
                    header -> header.x509CertSHA256Thumbprint(new Base64URL("x".repeat(43))));

            for (UnaryOperator<JWSHeader.Builder> hint : hints) {
                JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(own.getKeyID());
                SignedJWT token = new SignedJWT(hint.apply(header).build(), claims(ada));
                token.sign(new ECDSASigner(own));
                refused("Bearer " + token.serialize());
                // Not even beside a genuine signature: what nobody reads cannot lead anybody astray.
                refused("Bearer " + genuine(hint, claims(ada.accessToken())));
            }

            elsewhere.setSoTimeout(1);
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    @Row({"TK-03", "TK-16"})
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

    private static byte[] number(BigInteger value) {
        byte[] padded = new byte[32];
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
        return padded;
    }

    private static byte[] hmac(byte[] secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }
}

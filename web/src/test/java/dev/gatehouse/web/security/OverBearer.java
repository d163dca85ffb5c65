package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.web.startup.GenuineKey;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tests that present bearer tokens which are to be refused: with one answer, at once, and without a trace. */
abstract class OverBearer extends OverHttp {

    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    /** @param authorizations whole headers, one a request */
    void refused(String... authorizations) {
        Map<String, Long> before = rows.counts();
        for (String authorization : authorizations) {
            long start = System.nanoTime();

            Answer answer = api.get("/api/account")
                    .header("Authorization", authorization)
                    .send();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
            answer.isProblem(401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
        }
        assertThat(rows.counts()).isEqualTo(before);
    }

    void refusedTokens(List<String> tokens) {
        refused(tokens.stream().map(token -> "Bearer " + token).toArray(String[]::new));
    }

    /** What the server itself would sign, if it ever wrote such a header and such claims. */
    static String genuine(UnaryOperator<JWSHeader.Builder> header, String claims) throws Exception {
        ECKey key = GenuineKey.of(SERVER);
        JWSHeader.Builder usual = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID());
        JWSObject token = new JWSObject(header.apply(usual).build(), new Payload(claims));
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    /** The claims of a token as they stand in it. */
    static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

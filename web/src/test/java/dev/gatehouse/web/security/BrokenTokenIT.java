package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.DeflateUtils;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Together;
import dev.gatehouse.web.testing.Wire;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Input that breaks or busies those who read it: a refusal each time, never a fault, never slow. */
@Row("TK-16")
class BrokenTokenIT extends OverBearer {

    private static final String NO_SIGNATURE = "A".repeat(86);
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void refusesClaimsThatAreHardToReadThoughGenuinelySigned() throws Exception {
        for (String claims : List.of(
                "[".repeat(1_400) + "]".repeat(1_400),
                "{\"a\":".repeat(500) + "1" + "}".repeat(500),
                "{\"a\":" + "[".repeat(2_500),
                "{\"exp\":" + "9".repeat(2_500) + "}",
                "{\"exp\":1e999999999}",
                "{\"iat\":-1e-999999999}",
                "{\"exp\":{}}",
                "{\"sub\":[[]],\"aud\":{},\"groups\":1}",
                "[]",
                "1",
                "null",
                "\"x\"",
                "{",
                " ",
                "\u0000",
                "{\"sub\":\"\ud800\"}")) {
            refused("Bearer " + genuine(UnaryOperator.identity(), claims));
        }
    }

    @Test
    void refusesATokenTooLongToBeOneThoughGenuinelySigned() throws Exception {
        String claims = claims(people.signedIn().accessToken());

        String padded = claims.substring(0, claims.length() - 1) + ",\"pad\":\"" + "x".repeat(3_500) + "\"}";

        refused("Bearer " + genuine(UnaryOperator.identity(), padded));
    }

    @Test
    void refusesWhatIsExpensiveToDecrypt() {
        for (String header : List.of(
                "{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,\"p2s\":\"AAAAAAAAAAAAAAAA\"}",
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128CBC-HS256\",\"p2c\":1000000000,\"p2s\":\"AA\"}",
                "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}")) {
            String text = base64("x".repeat(1_500));
            refused("Bearer " + base64(header) + "." + base64("key") + "." + base64("iv") + "." + text + ".tag");
            refused("Bearer " + base64(header) + "." + text + "." + NO_SIGNATURE);
        }
    }

    @Test
    void unpacksNothing() throws Exception {
        byte[] bomb = DeflateUtils.compress(new Payload("0".repeat(1_000_000)).toBytes());

        refused("Bearer " + base64("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"zip\":\"DEF\"}") + "." + base64(bomb) + "."
                + NO_SIGNATURE);
        refused("Bearer " + genuine(header -> header.customParam("zip", "DEF"), "{}"));
    }

    @Test
    void refusesHeadersThatAreHardToRead() {
        for (String header : List.of(
                "{\"alg\":".repeat(60) + "1" + "}".repeat(60),
                "[".repeat(380),
                "{\"alg\":\"ES256\",\"alg\":\"none\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":" + "9".repeat(300) + "}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"b64\":false,\"crit\":[\"b64\"]}",
                "\ufeff{}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\"}x")) {
            refused("Bearer " + base64(header) + "." + base64("{}") + "." + NO_SIGNATURE);
        }
        for (String broken : List.of("A", "AAAAA", "=", "e30=", "e30==", "+/+/", "%65", "é", "e3 0")) {
            refused("Bearer " + broken + ".e30." + NO_SIGNATURE);
            refused("Bearer e30." + broken + "." + NO_SIGNATURE);
        }
    }

    @Test
    void survivesCredentialsThatNoClientWouldSend() {
        Wire wire = new Wire(SERVER.port());

        for (String header : List.of(
                "Authorization: Bearer \u0000",
                "Authorization: Bearer \u00ff.\u00fe.\u00fd",
                "Authorization: Bearer " + "a".repeat(7_000),
                "Authorization: Bearer " + ".".repeat(3_000),
                "Authorization: Negotiate " + "A".repeat(2_000),
                "Cookie: gatehouse_session=" + "A".repeat(7_000),
                "Cookie: gatehouse_session=\"\"; gatehouse_session=",
                "Cookie: " + "gatehouse_session=A; ".repeat(200),
                "Cookie: $Version=1; gatehouse_session=\"\\\"",
                "Cookie: gatehouse_session=%00%ff")) {
            Answer ofApi = wire.lines("GET /api/account HTTP/1.1", header);
            Answer ofPage = wire.lines("GET /account HTTP/1.1", header);

            assertThat(ofApi.status()).as(header).isIn(400, 401);
            assertThat(ofPage.status()).as(header).isIn(303, 400);
        }
    }

    @Test
    void keepsServingWhileManySendRubbish() {
        String deep = base64("{\"alg\":\"ES256\",\"typ\":\"JWT\"}") + "." + base64("{\"a\":".repeat(500)) + "."
                + NO_SIGNATURE;
        String honest = people.signedIn().accessToken();
        long start = System.nanoTime();

        List<Integer> statuses = Together.times(10, () -> {
            int last = 0;
            for (int i = 0; i < 20; i++) {
                last = api.get("/api/account").bearer(deep).send().status();
            }
            return last;
        });

        assertThat(statuses).containsOnly(401);
        api.get("/api/account").bearer(honest).send().hasStatus(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }
}

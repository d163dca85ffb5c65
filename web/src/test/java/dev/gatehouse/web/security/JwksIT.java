package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import org.junit.jupiter.api.Test;

class JwksIT extends OverHttp {
    @Test
    void publishesOnlyPublicKeysForES256() {
        Answer answer = api.get("/.well-known/jwks.json").send().hasStatus(200);

        var keys = answer.json().getJsonArray("keys").getValuesAs(jakarta.json.JsonObject.class);
        assertThat(keys).isNotEmpty().allSatisfy(key -> {
            assertThat(key.keySet())
                    .isSubsetOf("kty", "crv", "x", "y", "kid", "use", "alg")
                    .contains("kid", "x", "y");
            assertThat(key.getString("kty")).isEqualTo("EC");
            assertThat(key.getString("crv")).isEqualTo("P-256");
        });
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/jwk-set+json");
        assertThat(rows.texts("SELECT encode(private_key, 'escape') FROM session.signing_key"))
                .allSatisfy(stored -> assertThat(stored).doesNotContain("\"d\""));
    }
}

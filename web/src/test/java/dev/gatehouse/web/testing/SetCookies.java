package dev.gatehouse.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What every cookie of ours must be like (ASVS 5.0, 3.3). */
public final class SetCookies {

    private static final int MAX_LENGTH = 4096;

    private SetCookies() {}

    /** Checks all cookies that an answer sets; outside development they are bound to the host and to TLS. */
    public static Answer areLocked(Answer answer, boolean production) {
        String prefix = production ? "__Host-" : "";
        assertThat(answer.headers().allValues("Set-Cookie")).allSatisfy(line -> {
            String name = line.substring(0, line.indexOf('='));
            assertThat(name).isIn(names(prefix));
            List<String> attributes = List.of(line.split("; "));
            assertThat(attributes).contains("Path=/", "SameSite=Lax").noneMatch(part -> part.startsWith("Domain"));
            assertThat(attributes.contains("HttpOnly")).isEqualTo(!name.endsWith("_csrf"));
            assertThat(attributes.contains("Secure")).isEqualTo(production);
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MAX_LENGTH);
        });
        return answer;
    }

    private static List<String> names(String prefix) {
        return List.of(prefix + "gatehouse_session", prefix + "gatehouse_csrf", prefix + "gatehouse_device");
    }
}

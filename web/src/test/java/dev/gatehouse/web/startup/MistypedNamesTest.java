package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MistypedNamesTest {

    @Test
    void warnsOfNamesThatNearlyMatch() {
        assertThat(MistypedNames.in(Set.of("DATABSE_URL", "ENCRYPTION_KEYS", "smpt_url")))
                .hasSize(3)
                .anySatisfy(warning -> assertThat(warning).contains("DATABSE_URL", "DATABASE_URL"));
    }

    @Test
    void staysSilentAboutOursAndAboutOthers() {
        assertThat(MistypedNames.in(Set.of("DATABASE_URL", "CORS_ORIGINS", "PATH", "HOME", "PWD", "JAVA_HOME")))
                .isEmpty();
    }
}

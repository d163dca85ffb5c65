package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.web.ratelimit.Limit;
import dev.gatehouse.web.ratelimit.Rate;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[] {
        7, 1, 8, 2, 9, 3, 10, 4, 11, 5, 12, 6, 13, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37,
        38, 39
    });

    @Test
    void refusesProductionWithNothingConfiguredAndNamesEveryFault() {
        assertThatThrownBy(() -> read(Map.of("ENVIRONMENT", "production")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("PUBLIC_URL")
                .hasMessageContaining("DATABASE_URL")
                .hasMessageContaining("ENCRYPTION_KEY")
                .hasMessageContaining("SMTP_URL");
    }

    @Test
    void refusesPlainHttpInProduction() {
        assertThatThrownBy(() -> read(production("PUBLIC_URL", "http://id.example.org")))
                .hasMessageContaining("PUBLIC_URL must look like https://host");
    }

    @ParameterizedTest
    @CsvSource({
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, is an example value",
        "c2hvcnQ=, base64 of 32 bytes",
        "not base64!, must be base64"
    })
    void refusesAnEncryptionKeyThatProtectsNothing(String key, String why) {
        assertThatThrownBy(() -> read(production("ENCRYPTION_KEY", key))).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, http",
        "PORT, 70000",
        "REFRESH_GRACE_SECONDS, -1",
        "PASSWORD_MIN_LENGTH, 7",
        "PASSWORD_COMPOSITION, perhaps",
        "PASSWORD_BREACH_LOOKUP, sometimes",
        "PASSWORD_BREACH_LOOKUP, https://host",
        "ARGON2_MEMORY_KIB, 1024",
        "ARGON2_MEMORY_KIB, 7168",
        "ARGON2_MEMORY_KIB, 200000",
        "EMAIL_FROM, Gatehouse <noreply@",
        "EMAIL_VERIFICATION, maybe",
        "DATABASE_URL, mysql://u:p@h/d",
        "SMTP_URL, mail.example.org",
        "ALLOWED_ORIGINS, *",
        "STORAGE_QUOTA, much",
        "STORAGE_TYPES, 'pdf,svg'",
        "STORAGE_TYPES, html",
        "STORAGE_BACKENDS, tape",
        "STORAGE_BACKENDS, 'local,local'",
        "RETENTION_UNVERIFIED, forever",
        "TWO_FACTOR, perhaps",
        "TWO_FACTOR_REQUIRED_FOR, strangers",
        "RATE_LIMIT_AUTH, 5",
        "RATE_LIMIT_WRITE, no",
        "RATE_LIMIT_READ, 600/minute",
        "RATE_LIMIT_LOGIN, 0/1m",
        "RATE_LIMIT_SIGNUP, 3/h",
        "RATE_LIMIT_PASSWORD_RESET, -1/1h",
        "REDIS_URL, localhost:6379",
        "TRUSTED_PROXIES, proxy.example.org",
        "ENVIRONMENT, staging"
    })
    void refusesWhatCannotBeParsed(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(name);
    }

    @Test
    void tellsNoSecretWhenItRefuses() {
        assertThatThrownBy(() -> read(Map.of("DATABASE_URL", "postgresql://app:geh eim@db/gatehouse")))
                .hasMessageContaining("DATABASE_URL")
                .hasMessageNotContaining("eim");
    }

    @Test
    void tellsNoPasswordOfAMailServerItCannotRead() {
        assertThatThrownBy(() -> read(production("SMTP_URL", "smtp://user:s3cret^pass@mail.example.org")))
                .hasMessageContaining("SMTP_URL is not a URI")
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("SMTP_URL or SENDGRID_API_KEY is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "https://Id.Example.ORG, https://id.example.org",
        "HTTPS://id.example.org:443/, https://id.example.org",
        "https://id.example.org:8443, https://id.example.org:8443",
        "http://[::1]:80, http://[::1]"
    })
    void comparesOriginsAsBrowsersWriteThem(String written, String meant) {
        Settings settings = read(Map.of("PUBLIC_URL", written, "ALLOWED_ORIGINS", written));

        assertThat(settings.publicUrl()).isEqualTo(URI.create(meant));
        assertThat(settings.sessions().issuer()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"none, false, false", "all, true, true", "'business, client', true, true", "business, false, true"})
    void readsWhoMustHaveASecondFactor(String value, boolean client, boolean business) {
        Map<String, String> values = Map.of("USER_TYPES", "client,business", "TWO_FACTOR_REQUIRED_FOR", value);

        assertThat(read(values).twoFactor().requiredOf("client")).isEqualTo(client);
        assertThat(read(values).twoFactor().requiredOf("business")).isEqualTo(business);
        Map<String, String> off = new HashMap<>(values);
        off.put("TWO_FACTOR", "off");
        assertThat(read(off).twoFactor().requiredOf("business")).isFalse();
    }

    @Test
    void worksWithNothingConfigured() {
        Settings settings = read(Map.of());

        assertThat(settings.production()).isFalse();
        assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(settings.databaseUrl()).isEmpty();
        assertThat(settings.accounts().verificationRequired()).isTrue();
        assertThat(settings.accounts().userTypes()).containsExactly("client");
        assertThat(settings.sessions().accessTokenLifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.sessions().grace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.twoFactor().on()).isTrue();
        assertThat(settings.twoFactor().requiredOf("client")).isFalse();
        assertThat(settings.mail().keepSent()).isTrue();
        assertThat(settings.storage().quotaBytes()).isEqualTo(1L << 30);
        assertThat(settings.breaches().rangeApi()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"on, https://api.pwnedpasswords.com/range/", "http://leaks.example/r/, http://leaks.example/r/"})
    void looksLeakedPasswordsUpWhereItIsToldTo(String written, String meant) {
        assertThat(read(Map.of("PASSWORD_BREACH_LOOKUP", written)).breaches().rangeApi())
                .hasValue(URI.create(meant));
    }

    @Test
    void readsOlderNamesAndDropsTrailingSlashes() {
        Settings settings = read(Map.of(
                "FRONTEND_URL", "https://id.example.org/", "CORS_ORIGINS", "https://a.example, https://b.example/"));

        assertThat(settings.publicUrl()).isEqualTo(URI.create("https://id.example.org"));
        assertThat(settings.allowedOrigins()).containsExactlyInAnyOrder("https://a.example", "https://b.example");
    }

    @Test
    void acceptsACompleteProductionConfiguration() {
        Settings settings = read(production("REFRESH_GRACE_SECONDS", "0"));

        assertThat(settings.production()).isTrue();
        assertThat(settings.sessions().issuer()).isEqualTo("https://id.example.org");
        assertThat(settings.mail().keepSent()).isFalse();
        assertThat(settings).asString().doesNotContain("secret");
    }

    @Test
    void takesLessMemoryForMorePasses() {
        assertThat(read(Map.of("ARGON2_MEMORY_KIB", "7168", "ARGON2_ITERATIONS", "5"))
                        .passwords()
                        .memoryKib())
                .isEqualTo(7168);
    }

    @Test
    void limitsWhereNothingSaysOtherwiseAndNotWhereALimitIsOff() {
        assertThat(read(Map.of()).rateLimits().rates())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Limit.AUTH, new Rate(30, Duration.ofMinutes(1)),
                        Limit.WRITE, new Rate(120, Duration.ofMinutes(1)),
                        Limit.READ, new Rate(600, Duration.ofMinutes(1)),
                        Limit.LOGIN, new Rate(5, Duration.ofMinutes(1)),
                        Limit.SIGNUP, new Rate(3, Duration.ofHours(1)),
                        Limit.PASSWORD_RESET, new Rate(5, Duration.ofHours(1))));
        assertThat(read(Map.of("RATE_LIMIT_LOGIN", "off", "RATE_LIMIT_READ", "9/5s"))
                        .rateLimits()
                        .rates())
                .doesNotContainKey(Limit.LOGIN)
                .containsEntry(Limit.READ, new Rate(9, Duration.ofSeconds(5)));
    }

    private static Map<String, String> production(String name, String value) {
        Map<String, String> values = new HashMap<>(Map.of(
                "ENVIRONMENT", "production",
                "PUBLIC_URL", "https://id.example.org",
                "DATABASE_URL", "postgresql://app:secret@db/gatehouse",
                "ENCRYPTION_KEY", KEY,
                "EMAIL_FROM", "id@example.org",
                "SMTP_URL", "smtp://mail.example.org"));
        values.put(name, value);
        return values;
    }

    private static Settings read(Map<String, String> values) {
        return new SettingsReader(name -> Optional.ofNullable(values.get(name))).read();
    }
}

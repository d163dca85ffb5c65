package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.GatehouseProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must not start says why, all of it at once, and ends. */
class RefusedStartIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    @Test
    void namesEverythingThatProductionLacks() {
        Path data = GatehouseProcess.freshData("lacking");
        try (GatehouseProcess server = GatehouseProcess.launched(
                "lacking",
                GatehouseProcess.freePort(),
                Map.of("ENVIRONMENT", "production", "GATEHOUSE_DATA", data.toString()))) {

            assertThat(server.exitCode(LONG_ENOUGH)).isNotZero();
            assertThat(server.log())
                    .contains("ENCRYPTION_KEY", "DATABASE_URL", "PUBLIC_URL", "SMTP_URL")
                    .doesNotContain("\tat dev.gatehouse");
        }
        assertThat(Files.exists(data)).isFalse();
    }

    @Test
    void namesEveryValueThatCannotBeReadAndRepeatsNoSecret() {
        try (GatehouseProcess server = GatehouseProcess.launched(
                "unreadable",
                GatehouseProcess.freePort(),
                settings(
                        "ENVIRONMENT=production",
                        "PUBLIC_URL=http://accounts.example.org",
                        "DATABASE_URL=mysql://app:s3cr3t@db/gatehouse",
                        "ENCRYPTION_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "SMTP_URL=imap://me:s3cr3t@mail",
                        "EMAIL_VERIFICATION=maybe",
                        "ACCESS_TOKEN_MINUTES=soon",
                        "REFRESH_GRACE_SECONDS=-1",
                        "ARGON2_MEMORY_KIB=8",
                        "ALLOWED_ORIGINS=*",
                        "REDIS_URL=http://:s3cr3t@cache",
                        "TRUSTED_PROXIES=proxy",
                        "RATE_LIMIT_LOGIN=often",
                        "STORAGE_QUOTA=lots",
                        "STORAGE_BACKENDS=s3,nas",
                        "S3_ENDPOINT=s3.example.org",
                        "S3_SECRET_KEY=s3cr3t",
                        "NAS_PASSWORD=s3cr3t",
                        "NAS_PATH=../other"))) {

            assertThat(server.exitCode(LONG_ENOUGH)).isNotZero();
            assertThat(server.log())
                    .contains(
                            "PUBLIC_URL",
                            "DATABASE_URL",
                            "ENCRYPTION_KEY is an example value",
                            "SMTP_URL",
                            "EMAIL_VERIFICATION",
                            "ACCESS_TOKEN_MINUTES",
                            "REFRESH_GRACE_SECONDS",
                            "ARGON2_MEMORY_KIB",
                            "ALLOWED_ORIGINS",
                            "REDIS_URL",
                            "TRUSTED_PROXIES",
                            "RATE_LIMIT_LOGIN",
                            "STORAGE_QUOTA",
                            "S3_ENDPOINT must look like",
                            "S3_BUCKET is needed for s3 in STORAGE_BACKENDS",
                            "NAS_HOST is needed for nas in STORAGE_BACKENDS",
                            "NAS_PATH must lie below the share")
                    .doesNotContain("s3cr3t");
        }
    }

    private static Map<String, String> settings(String... lines) {
        return Arrays.stream(lines)
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}

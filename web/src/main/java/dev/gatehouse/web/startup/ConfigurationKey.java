package dev.gatehouse.web.startup;

import java.util.List;

/** Every environment variable that Gatehouse reads. The names are part of the public contract. */
enum ConfigurationKey {
    ENVIRONMENT,
    PORT,
    PUBLIC_URL("FRONTEND_URL"),
    GATEHOUSE_DATA,
    DATABASE_URL,
    DATABASE_OWNER_URL,
    ENCRYPTION_KEY,
    EMAIL_FROM,
    SMTP_URL,
    SENDGRID_API_KEY,
    EMAIL_VERIFICATION,
    REDIS_URL,
    ALLOWED_ORIGINS("CORS_ORIGINS"),
    TRUSTED_PROXIES,
    ACCESS_TOKEN_MINUTES,
    REFRESH_TOKEN_DAYS,
    REFRESH_TOKEN_MAX_DAYS,
    REFRESH_GRACE_SECONDS,
    PASSWORD_MIN_LENGTH,
    PASSWORD_COMPOSITION,
    PASSWORD_BREACH_LOOKUP,
    ARGON2_MEMORY_KIB,
    ARGON2_ITERATIONS,
    ARGON2_PARALLELISM,
    RATE_LIMIT_AUTH,
    RATE_LIMIT_WRITE,
    RATE_LIMIT_READ,
    RATE_LIMIT_LOGIN,
    RATE_LIMIT_SIGNUP,
    RATE_LIMIT_PASSWORD_RESET,
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    RETENTION_UNVERIFIED,
    RETENTION_UPLOADS,
    USER_TYPES,
    TWO_FACTOR,
    TWO_FACTOR_REQUIRED_FOR,
    STORAGE_QUOTA,
    STORAGE_MAX_FILE,
    STORAGE_TYPES,
    STORAGE_BACKENDS,
    S3_ENDPOINT,
    S3_REGION,
    S3_BUCKET,
    S3_ACCESS_KEY,
    S3_SECRET_KEY,
    NAS_HOST,
    NAS_PORT,
    NAS_SHARE_NAME,
    NAS_USERNAME,
    NAS_PASSWORD,
    NAS_PATH,
    METRICS_TOKEN,
    API_DOCS;

    private final List<String> aliases;

    ConfigurationKey(String... aliases) {
        this.aliases = List.of(aliases);
    }

    /** Older names, read where the first is not set. */
    List<String> aliases() {
        return aliases;
    }
}

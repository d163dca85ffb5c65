package dev.gatehouse.web.startup;

import static dev.gatehouse.web.startup.ConfigurationKey.*;

import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.AdminSettings;
import dev.gatehouse.auth.BreachSettings;
import dev.gatehouse.auth.MailSettings;
import dev.gatehouse.auth.PasswordSettings;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.session.SessionSettings;
import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.UploadSettings;
import dev.gatehouse.web.ratelimit.Limit;
import dev.gatehouse.web.ratelimit.Rate;
import dev.gatehouse.web.ratelimit.RateLimitSettings;
import dev.gatehouse.web.ratelimit.RedisUrl;
import dev.gatehouse.web.security.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns environment variables into {@link Settings}, or names every fault at once. */
final class SettingsReader {

    private static final int KEY_BYTES = 32;
    private static final Pattern ORIGIN = Pattern.compile("(?i)(https?)://([^/:?#@\\[\\]]+|\\[[0-9a-f:.]+])(:\\d+)?");

    private final ConfigurationValues values;

    SettingsReader(Function<String, Optional<String>> source) {
        this.values = new ConfigurationValues(source);
    }

    Settings read() {
        boolean production =
                values.choice(ENVIRONMENT, "development", "production").equals("production");
        int port = values.number(PORT, 8080, 1, 65_535);
        URI publicUrl = publicUrl(production, port);
        Optional<PostgresUrl> databaseUrl = values.parsed(DATABASE_URL, PostgresUrl::parse);
        List<byte[]> keys = values.parsed(ENCRYPTION_KEY, SettingsReader::keys).orElse(List.of());
        MailSettings mail = mail(production, publicUrl);
        Path dataFolder = Path.of(values.text(GATEHOUSE_DATA).orElse("data"));
        AccountSettings accounts = accounts();
        StorageSettings storage = StorageReader.read(values, dataFolder);
        if (production) {
            demandInProduction();
        }
        Settings settings = new Settings(
                production,
                port,
                publicUrl,
                dataFolder,
                databaseUrl,
                values.parsed(DATABASE_OWNER_URL, PostgresUrl::parse),
                keys,
                origins(),
                values.parsed(TRUSTED_PROXIES, TrustedProxies::parse).orElse(TrustedProxies.NONE),
                values.text(METRICS_TOKEN),
                values.choice(API_DOCS, "private", "public").equals("public"),
                sessions(publicUrl.toString()),
                accounts,
                passwords(),
                breaches(),
                twoFactor(publicUrl, accounts),
                admins(production),
                mail,
                storage,
                RemoteReader.read(values, storage.backends(), dataFolder),
                new UploadSettings(values.days(RETENTION_UPLOADS, 1)),
                rateLimits(),
                values.days(RETENTION_UNVERIFIED, 7));
        if (!values.faults().isEmpty()) {
            throw new InvalidSettings(values.faults());
        }
        return settings;
    }

    private void demandInProduction() {
        for (ConfigurationKey key : List.of(PUBLIC_URL, DATABASE_URL, ENCRYPTION_KEY)) {
            if (values.text(key).isEmpty()) {
                values.fault(key, "is needed in production");
            }
        }
        if (values.text(SMTP_URL).isEmpty() && values.text(SENDGRID_API_KEY).isEmpty()) {
            values.fault(SMTP_URL, "or SENDGRID_API_KEY is needed in production");
        }
    }

    private URI publicUrl(boolean production, int port) {
        URI preset = URI.create("http://localhost:" + port);
        URI url = values.parsed(PUBLIC_URL, SettingsReader::origin).orElse(preset);
        boolean plain = url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && (url.getRawPath() == null || url.getRawPath().isEmpty());
        boolean scheme = "https".equals(url.getScheme()) || !production && "http".equals(url.getScheme());
        if (!plain || !scheme) {
            values.fault(PUBLIC_URL, production ? "must look like https://host" : "must look like http://host:port");
            return preset;
        }
        return url;
    }

    private MailSettings mail(boolean production, URI publicUrl) {
        Optional<URI> smtp = values.parsed(SMTP_URL, text -> {
            URI uri = uri(text);
            if (uri.getHost() == null || !List.of("smtp", "smtps").contains(String.valueOf(uri.getScheme()))) {
                throw new IllegalArgumentException("must look like smtp://user:password@host:port or smtps://…");
            }
            return uri;
        });
        String from = values.text(EMAIL_FROM).orElse("Gatehouse <gatehouse@" + publicUrl.getHost() + ">");
        MailSettings mail =
                new MailSettings(from, publicUrl.toString(), smtp, values.text(SENDGRID_API_KEY), !production);
        mail.fault().ifPresent(fault -> values.fault(EMAIL_FROM, fault));
        return mail;
    }

    private SessionSettings sessions(String issuer) {
        return new SessionSettings(
                issuer,
                Duration.ofMinutes(values.number(ACCESS_TOKEN_MINUTES, 15, 1, 60)),
                Duration.ofDays(values.number(REFRESH_TOKEN_DAYS, 7, 1, 365)),
                Duration.ofDays(values.number(REFRESH_TOKEN_MAX_DAYS, 30, 1, 365)),
                Duration.ofSeconds(values.number(REFRESH_GRACE_SECONDS, 10, 0, 60)));
    }

    private AccountSettings accounts() {
        List<String> types = values.list(USER_TYPES);
        return new AccountSettings(
                values.choice(EMAIL_VERIFICATION, "required", "optional").equals("required"),
                types.isEmpty() ? List.of("client") : types);
    }

    private PasswordSettings passwords() {
        PasswordSettings passwords = new PasswordSettings(
                values.number(PASSWORD_MIN_LENGTH, 8, 8, 128),
                values.flag(PASSWORD_COMPOSITION, true),
                values.number(ARGON2_MEMORY_KIB, 19_456, 1, Integer.MAX_VALUE),
                values.number(ARGON2_ITERATIONS, 2, 1, Integer.MAX_VALUE),
                values.number(ARGON2_PARALLELISM, 1, 1, Integer.MAX_VALUE));
        passwords.fault().ifPresent(fault -> values.fault(ARGON2_MEMORY_KIB, "and ARGON2_ITERATIONS: " + fault));
        return passwords;
    }

    /** Off, the public service, or one's own copy of it. */
    private BreachSettings breaches() {
        return new BreachSettings(
                values.parsed(PASSWORD_BREACH_LOOKUP, SettingsReader::rangeApi).flatMap(chosen -> chosen));
    }

    private static Optional<URI> rangeApi(String text) {
        if (text.equalsIgnoreCase("off")) {
            return Optional.empty();
        }
        if (text.equalsIgnoreCase("on")) {
            return Optional.of(BreachSettings.HAVE_I_BEEN_PWNED);
        }
        if (text.matches("https?://[^/].*/")) {
            return Optional.of(uri(text));
        }
        throw new IllegalArgumentException("must be on, off, or an address such as https://host/range/");
    }

    private AdminSettings admins(boolean production) {
        Optional<String> email = values.text(ADMIN_EMAIL);
        Optional<String> password = values.text(ADMIN_PASSWORD);
        if (email.isPresent() != password.isPresent()) {
            values.fault(ADMIN_EMAIL, "and ADMIN_PASSWORD are needed together");
        }
        return new AdminSettings(
                production, email.flatMap(address -> password.map(secret -> new AdminSettings.First(address, secret))));
    }

    private TwoFactorSettings twoFactor(URI publicUrl, AccountSettings accounts) {
        List<String> demanded = values.list(TWO_FACTOR_REQUIRED_FOR).stream()
                .filter(type -> !type.equals("none"))
                .toList();
        List<String> known = accounts.userTypes();
        if (demanded.stream().anyMatch(type -> !type.equals("all") && !known.contains(type))) {
            values.fault(TWO_FACTOR_REQUIRED_FOR, "must be none, all, or some of USER_TYPES");
        }
        return new TwoFactorSettings(
                values.choice(TWO_FACTOR, "on", "off").equals("on"),
                demanded.contains("all"),
                Set.copyOf(demanded),
                "Gatehouse " + String.valueOf(publicUrl.getHost()).replace(':', '.'));
    }

    private RateLimitSettings rateLimits() {
        Map<Limit, Rate> rates = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            values.parsed(ConfigurationKey.valueOf("RATE_LIMIT_" + limit.name()), Rate::parse)
                    .orElse(Optional.of(limit.preset()))
                    .ifPresent(rate -> rates.put(limit, rate));
        }
        return new RateLimitSettings(rates, values.parsed(REDIS_URL, RedisUrl::parse));
    }

    private Set<String> origins() {
        return values.list(ALLOWED_ORIGINS).stream()
                .map(this::allowedOrigin)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> allowedOrigin(String text) {
        if (text.matches("(?i)https?://[A-Za-z0-9.\\[\\]:-]+/?")) {
            return Optional.of(origin(text).toString());
        }
        values.fault(ALLOWED_ORIGINS, "must be a comma-separated list such as https://app.example.org");
        return Optional.empty();
    }

    /** As browsers write origins (RFC 6454 section 6.1): lower case, no default port, nothing behind. */
    private static URI origin(String text) {
        String plain = text.replaceAll("/+$", "");
        Matcher parts = ORIGIN.matcher(plain);
        if (!parts.matches()) {
            return uri(plain);
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        String port = parts.group(3);
        boolean preset = port == null || port.equals(scheme.equals("https") ? ":443" : ":80");
        return uri(scheme + "://" + host + (preset ? "" : port));
    }

    /** The JDK's own message would repeat the text, which may hold a password. */
    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a URI (is a special character not %-encoded?)");
        }
    }

    private static List<byte[]> keys(String text) {
        List<byte[]> keys = new ArrayList<>();
        for (String part : text.split(",")) {
            keys.add(key(part.strip()));
        }
        return List.copyOf(keys);
    }

    private static byte[] key(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be base64 (make one with: openssl rand -base64 32)");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("must be base64 of 32 bytes (make one with: openssl rand -base64 32)");
        }
        long different = Arrays.stream(toInts(key)).distinct().count();
        if (different < KEY_BYTES / 4) {
            throw new IllegalArgumentException("is an example value (make one with: openssl rand -base64 32)");
        }
        return key;
    }

    private static int[] toInts(byte[] bytes) {
        int[] ints = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ints[i] = bytes[i];
        }
        return ints;
    }
}

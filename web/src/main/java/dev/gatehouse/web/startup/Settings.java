package dev.gatehouse.web.startup;

import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.AdminSettings;
import dev.gatehouse.auth.BreachSettings;
import dev.gatehouse.auth.MailSettings;
import dev.gatehouse.auth.PasswordSettings;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.session.SessionSettings;
import dev.gatehouse.storage.RemoteSettings;
import dev.gatehouse.storage.StorageSettings;
import dev.gatehouse.storage.UploadSettings;
import dev.gatehouse.web.ratelimit.RateLimitSettings;
import dev.gatehouse.web.security.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The configuration in force, read once per process.
 *
 * @param publicUrl without a trailing slash; what links and tokens name
 * @param encryptionKeys the first encrypts, all decrypt; empty where development is to make one in the data folder
 * @param allowedOrigins foreign origins that browsers may call the API from
 * @param trustedProxies whose word counts about where a request comes from
 * @param metricsToken opens the metrics to whoever shows it
 * @param publicDocs whether the API documentation is open to everyone
 * @param keepUnverified how long an account waits for the proof of its address
 */
public record Settings(
        boolean production,
        int port,
        URI publicUrl,
        Path dataFolder,
        Optional<PostgresUrl> databaseUrl,
        Optional<PostgresUrl> databaseOwnerUrl,
        List<byte[]> encryptionKeys,
        Set<String> allowedOrigins,
        TrustedProxies trustedProxies,
        Optional<String> metricsToken,
        boolean publicDocs,
        SessionSettings sessions,
        AccountSettings accounts,
        PasswordSettings passwords,
        BreachSettings breaches,
        TwoFactorSettings twoFactor,
        AdminSettings admins,
        MailSettings mail,
        StorageSettings storage,
        RemoteSettings remoteStorage,
        UploadSettings uploads,
        RateLimitSettings rateLimits,
        Duration keepUnverified) {

    /** @throws InvalidSettings if something cannot be parsed or production lacks something */
    public static Settings current() {
        return Holder.SETTINGS;
    }

    @Override
    public String toString() {
        return "Settings[" + publicUrl + "]";
    }

    /** Read on first use: the container makes the data source before there are beans. */
    private static final class Holder {
        private static final Settings SETTINGS = new SettingsReader(configuration()).read();

        private static Function<String, Optional<String>> configuration() {
            Config config = ConfigProvider.getConfig(Settings.class.getClassLoader());
            return name -> config.getOptionalValue(name, String.class);
        }
    }
}

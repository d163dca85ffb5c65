package dev.gatehouse.web.startup;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.PrfSet;
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
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;

/** What modules share is made once, here: settings, clock, randomness, keys, and the pool of connections. */
@ApplicationScoped
@DataSourceDefinition(
        name = "java:app/jdbc/gatehouse",
        className = "dev.gatehouse.web.startup.GatehouseDataSource",
        minPoolSize = 2,
        maxPoolSize = Producers.MAX_CONNECTIONS,
        maxIdleTime = 300,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=1",
            "fish.payara.fail-all-connections=true",
            "fish.payara.max-wait-time-in-millis=5000"
        })
class Producers {

    static final int MAX_CONNECTIONS = 42;

    @Produces
    @Singleton
    Settings settings() {
        return Settings.current();
    }

    @Produces
    @Singleton
    EncryptionKeys encryptionKeys(Settings settings) {
        return EncryptionKeys.of(settings);
    }

    @Produces
    @Singleton
    Aead aead(EncryptionKeys keys) throws GeneralSecurityException {
        return keys.aead();
    }

    @Produces
    @Singleton
    PrfSet prfs(EncryptionKeys keys) throws GeneralSecurityException {
        return keys.prfs();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    SessionSettings sessionSettings(Settings settings) {
        return settings.sessions();
    }

    @Produces
    @Singleton
    AccountSettings accountSettings(Settings settings) {
        return settings.accounts();
    }

    @Produces
    @Singleton
    PasswordSettings passwordSettings(Settings settings) {
        return settings.passwords();
    }

    @Produces
    @Singleton
    BreachSettings breachSettings(Settings settings) {
        return settings.breaches();
    }

    @Produces
    @Singleton
    TwoFactorSettings twoFactorSettings(Settings settings) {
        return settings.twoFactor();
    }

    @Produces
    @Singleton
    AdminSettings adminSettings(Settings settings) {
        return settings.admins();
    }

    @Produces
    @Singleton
    MailSettings mailSettings(Settings settings) {
        return settings.mail();
    }

    @Produces
    @Singleton
    StorageSettings storageSettings(Settings settings) {
        return settings.storage();
    }

    @Produces
    @Singleton
    RemoteSettings remoteSettings(Settings settings) {
        return settings.remoteStorage();
    }

    @Produces
    @Singleton
    UploadSettings uploadSettings(Settings settings) {
        return settings.uploads();
    }
}

package dev.gatehouse.auth.internal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.internal.AuditFixtures;
import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.AccountStanding;
import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.AdminSettings;
import dev.gatehouse.auth.BreachSettings;
import dev.gatehouse.auth.Challenges;
import dev.gatehouse.auth.EmailChange;
import dev.gatehouse.auth.Login;
import dev.gatehouse.auth.MailSettings;
import dev.gatehouse.auth.NotMe;
import dev.gatehouse.auth.Outbox;
import dev.gatehouse.auth.PasswordChange;
import dev.gatehouse.auth.PasswordReset;
import dev.gatehouse.auth.PasswordSettings;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.auth.SignUp;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.Unlock;
import dev.gatehouse.auth.UserImport;
import dev.gatehouse.auth.internal.device.KnownDevices;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.password.CountedHashing;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.throttle.FailedSecrets;
import dev.gatehouse.auth.internal.throttle.WatchedSecrets;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.session.SessionSettings;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.testing.ModuleDatabase;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The module on a real database with the real trail, sessions and outbox, put together without a container. What it
 * does with transactions is checked on the way: events of changes need one, refusals and hashes must not have any.
 */
public final class AuthModule {

    public static final PasswordSettings PASSWORDS = new PasswordSettings(8, true, 7168, 5, 1);

    public static final TwoFactorSettings ASKS_WHO_HAS_ONE =
            new TwoFactorSettings(true, false, Set.of(), "Gatehouse id.example.org");

    private static final ModuleDatabase DATABASE = new ModuleDatabase("auth", "audit", "session", "auth");
    private static final Aead AEAD = aead();
    private static final PrfSet PRFS = prfs();
    private static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

    public final ModuleDatabase database = DATABASE;
    public final CountedHashing hashing = new CountedHashing(PASSWORDS);
    public final SignUp signUp;
    public final Login login;
    public final Accounts accounts;
    public final FailedSecrets failedSecrets;
    public final KnownDevices devices;
    public final Unlock unlock;
    public final UserImport userImport;
    public final Sessions sessions;
    public final Outbox outbox;
    public final StatementLog statements = new StatementLog();
    public final WatchedSecrets secrets;
    public final OneTimeTokens tokens;
    public final PasswordReset passwordReset;
    public final PasswordChange passwordChange;
    public final EmailChange emailChange;
    public final NotMe notMe;
    public final AccountStanding standing;
    public final Challenges challenges;
    public final SecondFactors factors;

    private final boolean verificationRequired;
    private final TwoFactorSettings twoFactor;

    private AuthModule(boolean verificationRequired, TwoFactorSettings twoFactor) {
        this.verificationRequired = verificationRequired;
        this.twoFactor = twoFactor;
        hashing.watch(() -> refuse(OPEN.get(), "a hash inside a transaction"));
        EntityManager entityManager = statements.of(database.entityManager());
        Wiring wiring = new Wiring()
                .put(EntityManager.class, entityManager)
                .put(SecureRandom.class, new SecureRandom())
                .put(Clock.class, Clock.systemUTC())
                .put(Transactions.class, new ThreadsTransactions())
                .put(AuditTrail.class, new CheckedTrail(AuditFixtures.trail(entityManager)))
                .put(AccountSettings.class, new AccountSettings(verificationRequired, List.of("client", "business")))
                .put(TwoFactorSettings.class, twoFactor)
                .put(AdminSettings.class, new AdminSettings(true, Optional.empty()))
                .put(PasswordSettings.class, PASSWORDS)
                .put(
                        MailSettings.class,
                        new MailSettings(
                                "id@example.org", "https://id.example.org", Optional.empty(), Optional.empty(), true))
                .put(BreachSettings.class, BreachSettings.off())
                .put(SessionSettings.class, sessionSettings())
                .put(Passwords.class, hashing.passwords());
        putKeys(wiring);
        outbox = wiring.put(Outbox.class, "dev.gatehouse.auth.internal.mail.StoredOutbox");
        wiring.put(Mails.class, "dev.gatehouse.auth.internal.mail.QueuedMails");
        sessions = transactional(
                Sessions.class, wiring.put(Sessions.class, "dev.gatehouse.session.internal.StoredSessions"));
        wiring.put(Sessions.class, sessions);
        wiring.create("dev.gatehouse.auth.internal.account.StoredAccounts");
        wiring.create("dev.gatehouse.auth.internal.admin.StoredAdmins");
        wiring.put(FailedSecrets.class, "dev.gatehouse.auth.internal.throttle.ThrottledSecrets");
        secrets = new WatchedSecrets(wiring.get(FailedSecrets.class));
        wiring.put(FailedSecrets.class, secrets);
        failedSecrets = secrets;
        devices = wiring.get(KnownDevices.class);
        unlock = transactional(
                Unlock.class, wiring.put(Unlock.class, "dev.gatehouse.auth.internal.throttle.UnlockByMail"));
        wiring.create("dev.gatehouse.auth.internal.login.UserDesk");
        wiring.create("dev.gatehouse.auth.internal.login.AdminDesk");
        challenges = wiring.put(Challenges.class, "dev.gatehouse.auth.internal.challenge.PendingChallenges");
        factors = wiring.put(SecondFactors.class, "dev.gatehouse.auth.internal.factor.FactorChanges");
        signUp = wiring.put(SignUp.class, "dev.gatehouse.auth.internal.signup.SignUpByMail");
        login = wiring.put(Login.class, "dev.gatehouse.auth.internal.login.PasswordLogin");
        userImport = wiring.put(UserImport.class, "dev.gatehouse.auth.internal.userimport.BatchedUserImport");
        accounts = transactional(
                Accounts.class, wiring.put(Accounts.class, "dev.gatehouse.auth.internal.account.AccountProfiles"));
        wiring.observe("dev.gatehouse.auth.internal.credential.ReuseNotices");
        wiring.observe("dev.gatehouse.auth.internal.challenge.StoredChallenges");
        tokens = wiring.get(OneTimeTokens.class);
        passwordReset = wiring.put(PasswordReset.class, "dev.gatehouse.auth.internal.credential.PasswordResetByMail");
        passwordChange = wiring.put(PasswordChange.class, "dev.gatehouse.auth.internal.credential.OwnPasswordChange");
        emailChange = wiring.put(EmailChange.class, "dev.gatehouse.auth.internal.credential.ProvenEmailChange");
        notMe = wiring.put(NotMe.class, "dev.gatehouse.auth.internal.credential.OwnersReport");
        standing = transactional(
                AccountStanding.class,
                wiring.put(AccountStanding.class, "dev.gatehouse.auth.internal.credential.AdminDecisions"));
    }

    public static AuthModule withRequiredVerification() {
        return new AuthModule(true, ASKS_WHO_HAS_ONE);
    }

    public static AuthModule withTwoFactor(TwoFactorSettings settings) {
        return new AuthModule(true, settings);
    }

    public static AuthModule withOptionalVerification(TwoFactorSettings settings) {
        return new AuthModule(false, settings);
    }

    public static AuthModule withOptionalVerification() {
        return new AuthModule(false, ASKS_WHO_HAS_ONE);
    }

    private static SessionSettings sessionSettings() {
        return new SessionSettings(
                "https://id.example.org",
                Duration.ofMinutes(15),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ZERO);
    }

    /** Another node, or this one after a restart: the same database and keys, nothing else. */
    public AuthModule restarted() {
        return new AuthModule(verificationRequired, twoFactor);
    }

    /** All people of the tests have one address, and together more wrong secrets than one address may try. */
    void forgetFailuresOfAddresses() {
        database.execute("DELETE FROM auth.login_throttle WHERE scope = 'address'");
    }

    private static void putKeys(Wiring wiring) {
        wiring.put(Aead.class, AEAD).put(PrfSet.class, PRFS);
    }

    private static Aead aead() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
                    .getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrfSet prfs() {
        try {
            return KeysetHandle.generateNew(PredefinedPrfParameters.HKDF_SHA256, PrfConfig2026.get())
                    .getPrimitive(PrfConfig2026.get(), PrfSet.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T inTransaction(Supplier<T> work) {
        boolean outer = OPEN.get();
        OPEN.set(true);
        try {
            return DATABASE.inTransaction(work);
        } finally {
            OPEN.set(outer);
        }
    }

    private static void refuse(boolean broken, String what) {
        if (broken) {
            throw new AssertionError(what);
        }
    }

    private static <T> T transactional(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                AuthModule.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> inTransaction(() -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw (RuntimeException) e.getCause();
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })));
    }

    private static final class ThreadsTransactions extends Transactions {
        @Override
        public <T> T required(Supplier<T> work) {
            return inTransaction(work);
        }
    }

    private record CheckedTrail(AuditTrail trail) implements AuditTrail {
        @Override
        public void record(AuditEvent event) {
            refuse(!OPEN.get(), "an event without the transaction of its change");
            trail.record(event);
        }

        @Override
        public void recordRefusal(AuditEvent event) {
            refuse(OPEN.get(), "a refusal inside a transaction");
            DATABASE.inTransaction(() -> trail.recordRefusal(event));
        }
    }
}

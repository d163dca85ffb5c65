package dev.gatehouse.session.internal;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RefreshTokenReused;
import dev.gatehouse.session.SessionSettings;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.SessionsRevoked;
import dev.gatehouse.session.SignedOut;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.session.internal.revocation.AccessTokensOutdated;
import dev.gatehouse.session.internal.token.RefreshTokenKeys;
import dev.gatehouse.testing.ModuleDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The module put together by hand on a database of its own; every call of its API is a transaction. */
public final class SessionModule {

    public static final SessionSettings SETTINGS = new SessionSettings(
            "https://id.example.org",
            Duration.ofMinutes(15),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofSeconds(10));
    public static final Origin ORIGIN =
            new Origin(Optional.of("request-1"), Optional.of("192.0.2.7"), Optional.of("Browser/1"));

    public final ModuleDatabase database = new ModuleDatabase("session", "session");
    public final RecordingTrail trail = new RecordingTrail();
    public final FiredEvents<SessionsRevoked> revoked = new FiredEvents<>();
    public final FiredEvents<RefreshTokenReused> reused = new FiredEvents<>();
    public final FiredEvents<SignedOut> signedOut = new FiredEvents<>();
    public final FiredEvents<AccessTokensOutdated> outdated = new FiredEvents<>();

    public Sessions sessions() {
        return sessions(SETTINGS, "primary");
    }

    public Sessions sessions(SessionSettings settings, String... secrets) {
        var manager = database.entityManager();
        var random = new SecureRandom();
        var keys = keys(random, secrets);
        var endings = new SessionEndings(manager, trail, revoked, reused, signedOut);
        return transactional(new StoredSessions(
                new LiveSessions(manager, settings),
                new TokenExchange(manager, settings, keys, endings, trail),
                endings,
                new AccountVersions(manager, outdated),
                keys,
                random,
                trail));
    }

    public static SessionSettings withGrace(Duration grace) {
        return new SessionSettings(
                SETTINGS.issuer(), SETTINGS.accessTokenLifetime(), SETTINGS.idle(), SETTINGS.absolute(), grace);
    }

    public StartedSession signIn(UUID accountId) {
        return sessions().start(new NewSession(accountId, NewSession.Kind.TOKEN, Optional.of("Laptop"), ORIGIN));
    }

    public StartedSession openPage(UUID accountId) {
        return sessions().start(new NewSession(accountId, NewSession.Kind.PAGE, Optional.empty(), ORIGIN));
    }

    /** Sets a column of the session's row, as its owner could and the application could not. */
    public void set(UUID sessionId, String assignment) {
        database.execute("UPDATE session.session SET " + assignment + " WHERE id = '" + sessionId + "'");
    }

    public String read(UUID sessionId, String expression) {
        return database.query("SELECT " + expression + " FROM session.session WHERE id = '" + sessionId + "'");
    }

    private Sessions transactional(Sessions sessions) {
        return (Sessions) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Sessions.class},
                (proxy, method, arguments) -> database.inTransaction(() -> {
                    try {
                        return method.invoke(sessions, arguments);
                    } catch (InvocationTargetException e) {
                        throw (RuntimeException) e.getCause();
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }));
    }

    private static RefreshTokenKeys keys(SecureRandom random, String... secrets) {
        try {
            return new RefreshTokenKeys(ServerSecrets.named(secrets), random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.gatehouse.session.internal.revocation;

import static dev.gatehouse.session.internal.SessionModule.ORIGIN;
import static dev.gatehouse.session.internal.SessionModule.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.session.Revocations.RevocationsUnavailable;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.SessionsRevoked;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.session.internal.SessionModule;
import dev.gatehouse.testing.Row;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RevocationsTest {

    private static SessionModule module;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final RememberedRevocations revocations =
            new RememberedRevocations(new RevocationLog(module.database.entityManager()), SETTINGS, nanos::get);
    private final Sessions sessions = module.sessions();
    private final UUID account = UUID.randomUUID();
    private final StartedSession session = module.signIn(account);

    @BeforeAll
    static void migrate() {
        module = new SessionModule();
    }

    @AfterEach
    void mendDatabase() {
        module.database.execute("GRANT USAGE ON SCHEMA session TO gatehouse_app");
    }

    @Test
    void refusesToGuessWhenNeitherMemoryNorDatabaseKnows() {
        revocations.synchronise();
        breakDatabase();
        pass(Duration.ofSeconds(6));

        assertThatThrownBy(this::accepted).isInstanceOf(RevocationsUnavailable.class);
        assertThatThrownBy(revocations::synchronise).isInstanceOf(PersistenceException.class);
        assertThat(revocations.inSync()).isFalse();
    }

    @Test
    void refusesWhatItKnowsToBeEndedEvenWithoutADatabase() {
        revocations.synchronise();
        revocations.learn(new SessionsRevoked(Set.of(session.sessionId())));
        breakDatabase();
        pass(Duration.ofSeconds(6));

        assertThat(accepted()).isFalse();
    }

    @Test
    void refusesAnEndedSessionAtOnceOnTheNodeThatEndedIt() {
        revocations.synchronise();
        revocations.learn(new SessionsRevoked(Set.of(session.sessionId())));

        assertThat(accepted()).isFalse();
    }

    @Test
    void refusesASessionThatAnotherNodeEnded() {
        revocations.synchronise();
        sessions.logOut(account, session.sessionId(), ORIGIN);
        assertThat(accepted()).isTrue();

        revocations.synchronise();

        assertThat(accepted()).isFalse();
    }

    @Test
    void refusesWhatWasEndedBeforeThisNodeStarted() {
        sessions.logOut(account, session.sessionId(), ORIGIN);
        module.set(session.sessionId(), "revoked_at = revoked_at - interval '16 min'");

        revocations.synchronise();

        assertThat(accepted()).isFalse();
    }

    @Test
    void refusesWhatWasCommittedLate() {
        module.database.inTransaction(() -> {
            sessions.logOut(account, session.sessionId(), ORIGIN);
            CompletableFuture.runAsync(revocations::synchronise).join();
        });
        assertThat(accepted()).isTrue();

        module.set(session.sessionId(), "revoked_at = revoked_at - interval '50 s'");
        revocations.synchronise();

        assertThat(accepted()).isFalse();
    }

    @Test
    void refusesVersionsBelowTheLowest() {
        revocations.synchronise();
        sessions.outdateAccessTokens(account);
        sessions.outdateAccessTokens(account);
        revocations.synchronise();

        assertThat(revocations.accepts(session.sessionId(), account, 1)).isFalse();
        assertThat(revocations.accepts(session.sessionId(), account, 2)).isTrue();
    }

    @Test
    void refusesOutdatedVersionsAtOnceOnTheNodeThatOutdatedThem() {
        revocations.synchronise();
        revocations.learn(new AccessTokensOutdated(account, 2));
        revocations.learn(new AccessTokensOutdated(account, 1));

        assertThat(revocations.accepts(session.sessionId(), account, 1)).isFalse();
        assertThat(revocations.accepts(session.sessionId(), account, 2)).isTrue();
    }

    @Test
    void asksTheDatabaseWhenItsKnowledgeIsOld() {
        assertThat(revocations.inSync()).isFalse();
        assertThat(accepted()).isTrue();

        sessions.outdateAccessTokens(account);
        assertThat(accepted()).isFalse();
        assertThat(revocations.accepts(session.sessionId(), account, 1)).isTrue();

        sessions.logOut(account, session.sessionId(), ORIGIN);
        assertThat(revocations.accepts(session.sessionId(), account, 1)).isFalse();
        assertThat(revocations.accepts(UUID.randomUUID(), account, 1)).isFalse();
    }

    @Test
    @Row("R-27")
    void asksTheDatabaseIfItStoodStillBetweenLookAndAnswerAlthoughItHasCaughtUpSince() {
        AtomicReference<Runnable> standstill = new AtomicReference<>(() -> {});
        RememberedRevocations frozen =
                new RememberedRevocations(new RevocationLog(module.database.entityManager()), SETTINGS, () -> {
                    standstill.getAndSet(() -> {}).run();
                    return nanos.get();
                });
        sessions.outdateAccessTokens(account);
        frozen.synchronise();
        // The look at the account's version reads the time, after the look for the session.
        standstill.set(() -> {
            sessions.logOut(account, session.sessionId(), ORIGIN);
            pass(Duration.ofSeconds(6));
            frozen.synchronise();
        });

        assertThat(frozen.accepts(session.sessionId(), account, 1)).isFalse();
    }

    @Test
    @Row("R-24")
    void confirmsByTheDatabaseWhateverItKnows() {
        revocations.synchronise();
        assertThat(revocations.confirms(session.sessionId(), account, session.version()))
                .isTrue();

        sessions.logOut(account, session.sessionId(), ORIGIN);

        assertThat(accepted()).isTrue();
        assertThat(revocations.confirms(session.sessionId(), account, session.version()))
                .isFalse();
    }

    @Test
    void asksNobodyWhileItsKnowledgeIsFresh() {
        revocations.synchronise();
        breakDatabase();
        pass(Duration.ofSeconds(5));

        assertThat(revocations.inSync()).isTrue();
        assertThat(accepted()).isTrue();
    }

    @Test
    void catchesUpOnWhatItMissedWhileItCouldNotRead() {
        sessions.logOut(account, session.sessionId(), ORIGIN);
        module.set(session.sessionId(), "revoked_at = revoked_at - interval '9 min'");
        RevocationLog log = new RevocationLog(module.database.entityManager());
        var now = log.last(Duration.ZERO).readAt();

        assertThat(log.since(now).sessions()).doesNotContain(session.sessionId());
        assertThat(log.since(now.minus(Duration.ofMinutes(9))).sessions()).contains(session.sessionId());
        assertThat(log.since(now.plus(Duration.ofHours(1))).readAt()).isBefore(now.plus(Duration.ofMinutes(1)));
    }

    @Test
    void forgetsWhatNoTokenCanNameAnyMore() {
        sessions.logOut(account, session.sessionId(), ORIGIN);
        revocations.synchronise();
        module.set(session.sessionId(), "revoked_at = revoked_at - interval '20 min'");
        assertThat(accepted()).isFalse();
        pass(Duration.ofMinutes(18));

        revocations.synchronise();

        assertThat(accepted()).isTrue();
    }

    private boolean accepted() {
        return revocations.accepts(session.sessionId(), account, session.version());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void breakDatabase() {
        module.database.execute("REVOKE USAGE ON SCHEMA session FROM gatehouse_app");
    }
}

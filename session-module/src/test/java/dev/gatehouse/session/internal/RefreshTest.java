package dev.gatehouse.session.internal;

import static dev.gatehouse.session.internal.SessionModule.ORIGIN;
import static dev.gatehouse.session.internal.SessionModule.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.RefreshOutcome.Invalid;
import dev.gatehouse.session.RefreshOutcome.Refreshed;
import dev.gatehouse.session.RefreshOutcome.Reused;
import dev.gatehouse.session.RefreshTokenReused;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.SessionsRevoked;
import dev.gatehouse.session.StartedSession;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefreshTest {

    private static SessionModule module;

    private final UUID account = UUID.randomUUID();
    private final Sessions sessions = module.sessions();

    @BeforeAll
    static void migrate() {
        module = new SessionModule();
    }

    @Test
    void refusesAForgedTokenAndEndsNothing() {
        StartedSession session = module.signIn(account);
        String forged = session.secret().substring(0, session.secret().length() - 2) + "AA";

        assertThat(sessions.refresh(forged, ORIGIN)).isInstanceOf(Invalid.class);
        assertThat(sessions.find(session.sessionId())).isPresent();
        assertThat(module.trail.types(account)).containsExactly(EventType.SESSION_STARTED);
    }

    @Test
    void refusesATokenOfAnUnknownSession() {
        StartedSession session = module.signIn(account);
        module.database.execute("DELETE FROM session.session WHERE id = '" + session.sessionId() + "'");

        assertThat(sessions.refresh(session.secret(), ORIGIN)).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesATokenOfAnEndedSession() {
        StartedSession session = module.signIn(account);
        String successor = refreshed(session.secret());
        sessions.logOut(account, session.sessionId(), ORIGIN);

        assertThat(sessions.refresh(successor, ORIGIN)).isInstanceOf(Invalid.class);
        assertThat(sessions.refresh(session.secret(), ORIGIN)).isInstanceOf(Invalid.class);
        assertThat(module.trail.types(account)).doesNotContain(EventType.SESSION_TOKEN_REUSED);
    }

    @Test
    void refusesATokenThatLayIdleTooLong() {
        StartedSession session = module.signIn(account);
        module.set(session.sessionId(), "expires_at = clock_timestamp()");

        assertThat(sessions.refresh(session.secret(), ORIGIN)).isInstanceOf(Invalid.class);
        assertThat(sessions.find(session.sessionId())).isEmpty();
        assertThat(sessions.of(account)).isEmpty();
    }

    @Test
    void endsTheSessionWhenAnOlderTokenComesBack() {
        StartedSession session = module.signIn(account);
        String second = refreshed(session.secret());
        passGrace(session);
        String third = refreshed(second);

        assertThat(sessions.refresh(session.secret(), ORIGIN)).isEqualTo(new Reused(session.sessionId()));
        assertThat(sessions.refresh(third, ORIGIN)).isInstanceOf(Invalid.class);
        assertThat(module.read(session.sessionId(), "revoked_reason")).isEqualTo("token_reused");
    }

    @Test
    void endsTheSessionWhenThePreviousTokenComesAfterTheGrace() {
        StartedSession session = module.signIn(account);
        refreshed(session.secret());
        passGrace(session);

        assertThat(sessions.refresh(session.secret(), ORIGIN)).isInstanceOf(Reused.class);
    }

    @Test
    void tellsOfReuseOnce() {
        StartedSession session = module.signIn(account);
        refreshed(session.secret());
        passGrace(session);
        sessions.refresh(session.secret(), ORIGIN);

        assertThat(sessions.refresh(session.secret(), ORIGIN)).isInstanceOf(Invalid.class);
        assertThat(module.trail.types(account))
                .containsExactly(EventType.SESSION_STARTED, EventType.SESSION_TOKEN_REUSED);
        assertThat(module.trail.about(account).get(1).sessionId()).contains(session.sessionId());
        assertThat(module.reused.all()).containsOnlyOnce(new RefreshTokenReused(account, session.sessionId(), ORIGIN));
        assertThat(module.revoked.all()).containsOnlyOnce(new SessionsRevoked(Set.of(session.sessionId())));
    }

    @Test
    void takesEverySecondUseForReuseWithoutGrace() {
        Sessions strict = module.sessions(SessionModule.withGrace(Duration.ZERO), "primary");
        StartedSession session = module.signIn(account);
        String second = refreshed(strict.refresh(session.secret(), ORIGIN));
        String third = refreshed(strict.refresh(second, ORIGIN));

        assertThat(Set.of(session.secret(), second, third)).hasSize(3);
        assertThat(strict.refresh(second, ORIGIN)).isInstanceOf(Reused.class);
    }

    @Test
    void exchangesATokenForItsSuccessor() {
        StartedSession session = module.signIn(account);

        RefreshOutcome outcome = sessions.refresh(session.secret(), ORIGIN);

        assertThat(outcome).isInstanceOfSatisfying(Refreshed.class, refreshed -> {
            assertThat(refreshed.sessionId()).isEqualTo(session.sessionId());
            assertThat(refreshed.accountId()).isEqualTo(account);
            assertThat(refreshed.version()).isZero();
            assertThat(refreshed.refreshToken()).isNotEqualTo(session.secret()).hasSameSizeAs(session.secret());
        });
        assertThat(outcome.toString()).doesNotContain(refreshed(outcome));
    }

    @Test
    void answersALostAnswerAgainWithinTheGrace() {
        StartedSession session = module.signIn(account);
        String successor = refreshed(session.secret());
        module.set(session.sessionId(), "rotated_at = rotated_at - interval '5 s'");

        assertThat(refreshed(session.secret())).isEqualTo(successor);
        assertThat(refreshed(session.secret())).isEqualTo(successor);
    }

    @Test
    void answersTheCurrentTokenWithItselfWithinTheGrace() {
        StartedSession session = module.signIn(account);
        String successor = refreshed(session.secret());

        assertThat(refreshed(successor)).isEqualTo(successor);
        passGrace(session);
        assertThat(refreshed(successor)).isNotEqualTo(successor);
    }

    @Test
    void findsTheSuccessorAgainAfterTheServerKeyChanged() {
        StartedSession session = module.signIn(account);
        String successor = refreshed(session.secret());
        Sessions rotated = module.sessions(SETTINGS, "next", "primary");

        assertThat(refreshed(rotated.refresh(session.secret(), ORIGIN))).isEqualTo(successor);
        passGrace(session);
        String ofNextKey = refreshed(rotated.refresh(successor, ORIGIN));
        assertThat(refreshed(rotated.refresh(successor, ORIGIN))).isEqualTo(ofNextKey);
        assertThat(sessions.refresh(ofNextKey, ORIGIN)).isInstanceOf(Invalid.class);
    }

    @Test
    void neverExtendsTheAbsoluteLifetime() {
        StartedSession session = module.signIn(account);
        module.set(
                session.sessionId(),
                "expires_at = clock_timestamp() + interval '1 h', absolute_expires_at = clock_timestamp() + interval '2 h'");
        refreshed(session.secret());

        assertThat(module.read(session.sessionId(), "expires_at = absolute_expires_at"))
                .isEqualTo("t");
        assertThat(module.read(session.sessionId(), "absolute_expires_at < clock_timestamp() + interval '2 h'"))
                .isEqualTo("t");
    }

    @Test
    void startsTheIdleTimeAnewWithEveryRefresh() {
        StartedSession session = module.signIn(account);
        module.set(
                session.sessionId(),
                "expires_at = clock_timestamp() + interval '1 h', last_used_at = created_at - interval '1 d'");
        refreshed(session.secret());

        assertThat(module.read(session.sessionId(), "expires_at - last_used_at > interval '6 days 23 hours'"))
                .isEqualTo("t");
        assertThat(module.read(session.sessionId(), "last_used_at >= created_at"))
                .isEqualTo("t");
    }

    @Test
    void carriesTheVersionThatTheAccountHasNow() {
        StartedSession session = module.signIn(account);
        sessions.outdateAccessTokens(account);
        sessions.outdateAccessTokens(account);

        assertThat(sessions.refresh(session.secret(), ORIGIN))
                .isInstanceOfSatisfying(Refreshed.class, refreshed -> assertThat(refreshed.version())
                        .isEqualTo(2));
        assertThat(sessions.find(session.sessionId()).orElseThrow().version()).isEqualTo(2);
        assertThat(module.signIn(account).version()).isEqualTo(2);
    }

    private void passGrace(StartedSession session) {
        module.set(session.sessionId(), "rotated_at = rotated_at - interval '11 s'");
    }

    private String refreshed(String token) {
        return refreshed(sessions.refresh(token, ORIGIN));
    }

    private static String refreshed(RefreshOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refreshed.class);
        return ((Refreshed) outcome).refreshToken();
    }
}

package dev.gatehouse.session.internal;

import static dev.gatehouse.session.internal.SessionModule.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FreshSessionTest {

    private static SessionModule module;

    private final UUID account = UUID.randomUUID();
    private final Sessions sessions = module.sessions();

    @BeforeAll
    static void migrate() {
        module = new SessionModule();
    }

    @Test
    void refusesASessionThatWasNeverStarted() {
        assertThat(sessions.fresh(UUID.randomUUID())).isFalse();
        assertThat(sessions.reauthenticated(UUID.randomUUID())).isFalse();
    }

    @Test
    void refusesASignInOfFiveMinutesAgo() {
        StartedSession session = module.signIn(account);
        signedIn(session, "5 minutes");

        assertThat(sessions.fresh(session.sessionId())).isFalse();
    }

    @Test
    void refusesASessionThatHasEndedHoweverFreshItWas() {
        StartedSession session = module.signIn(account);
        sessions.logOut(account, session.sessionId(), ORIGIN);

        assertThat(sessions.fresh(session.sessionId())).isFalse();
        assertThat(sessions.reauthenticated(session.sessionId())).isFalse();
    }

    @Test
    void isFreshForFiveMinutesWhateverElseHappensToTheSession() {
        StartedSession session = module.signIn(account);
        assertThat(sessions.fresh(session.sessionId())).isTrue();

        signedIn(session, "4 minutes 50 seconds");
        assertThat(sessions.fresh(session.sessionId())).isTrue();

        signedIn(session, "6 minutes");
        sessions.refresh(session.secret(), ORIGIN);
        assertThat(sessions.fresh(session.sessionId())).isFalse();
    }

    @Test
    void isFreshAgainOnceItsOwnerProvedWhoTheyAre() {
        StartedSession session = module.signIn(account);
        StartedSession other = module.signIn(account);
        signedIn(session, "1 hour");
        signedIn(other, "1 hour");

        assertThat(sessions.reauthenticated(session.sessionId())).isTrue();

        assertThat(sessions.fresh(session.sessionId())).isTrue();
        assertThat(sessions.fresh(other.sessionId())).isFalse();
    }

    private static void signedIn(StartedSession session, String ago) {
        module.set(session.sessionId(), "authenticated_at = clock_timestamp() - interval '" + ago + "'");
    }
}

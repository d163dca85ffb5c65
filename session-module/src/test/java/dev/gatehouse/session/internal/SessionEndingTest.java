package dev.gatehouse.session.internal;

import static dev.gatehouse.session.internal.SessionModule.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.SessionView;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.SessionsRevoked;
import dev.gatehouse.session.SignedOut;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.testing.Row;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionEndingTest {

    private static SessionModule module;

    private final UUID account = UUID.randomUUID();
    private final Sessions sessions = module.sessions();

    @BeforeAll
    static void migrate() {
        module = new SessionModule();
    }

    @Test
    void refusesToEndTheSessionOfAnother() {
        StartedSession session = module.signIn(account);
        UUID stranger = UUID.randomUUID();

        assertThat(sessions.revoke(stranger, session.sessionId(), ORIGIN)).isFalse();
        sessions.logOut(stranger, session.sessionId(), ORIGIN);

        assertThat(sessions.find(session.sessionId())).isPresent();
        assertThat(module.trail.about(stranger)).isEmpty();
    }

    @Test
    void refusesToEndASessionTwice() {
        StartedSession session = module.signIn(account);

        assertThat(sessions.revoke(account, session.sessionId(), ORIGIN)).isTrue();
        assertThat(sessions.revoke(account, session.sessionId(), ORIGIN)).isFalse();
        sessions.logOut(account, session.sessionId(), ORIGIN);

        assertThat(module.trail.types(account)).containsExactly(EventType.SESSION_STARTED, EventType.SESSION_REVOKED);
        assertThat(module.read(session.sessionId(), "revoked_reason")).isEqualTo("revoked_by_owner");
    }

    @Test
    void recordsNothingWhereThereIsNothingToEnd() {
        StartedSession expired = module.signIn(account);
        module.set(expired.sessionId(), "expires_at = clock_timestamp()");

        assertThat(sessions.revokeAll(account, Optional.empty(), RevocationReason.LOGGED_OUT, ORIGIN))
                .isZero();
        assertThat(module.trail.types(account)).containsExactly(EventType.SESSION_STARTED);
    }

    @Test
    void undoesTheEndOfASessionWithItsTransaction() {
        StartedSession session = module.signIn(account);
        module.signIn(account);

        assertThatThrownBy(() -> module.database.inTransaction(() -> {
                    sessions.outdateAccessTokens(account);
                    sessions.revoke(account, session.sessionId(), ORIGIN);
                    sessions.revokeAll(account, Optional.empty(), RevocationReason.LOGGED_OUT, ORIGIN);
                    assertThat(sessions.find(session.sessionId())).isEmpty();
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");

        assertThat(sessions.of(account)).hasSize(2);
        assertThat(sessions.find(session.sessionId())).get().matches(live -> live.version() == 0);
    }

    @Test
    void logsOut() {
        StartedSession session = module.signIn(account);
        sessions.logOut(account, session.sessionId(), ORIGIN);

        assertThat(sessions.find(session.sessionId())).isEmpty();
        assertThat(sessions.of(account)).isEmpty();
        assertThat(module.read(session.sessionId(), "revoked_reason")).isEqualTo("logged_out");
        AuditEvent event = module.trail.about(account).get(1);
        assertThat(event.type()).isEqualTo(EventType.SESSION_ENDED);
        assertThat(event.actor()).isEqualTo(Actor.user(account));
        assertThat(event.sessionId()).contains(session.sessionId());
        assertThat(module.revoked.all()).contains(new SessionsRevoked(Set.of(session.sessionId())));
    }

    @Test
    @Row("TK-07")
    void endsAllSessionsButOne() {
        StartedSession spared = module.signIn(account);
        StartedSession phone = module.signIn(account);
        StartedSession page = module.openPage(account);
        StartedSession foreign = module.signIn(UUID.randomUUID());

        int ended =
                sessions.revokeAll(account, Optional.of(spared.sessionId()), RevocationReason.PASSWORD_CHANGED, ORIGIN);

        assertThat(ended).isEqualTo(2);
        assertThat(sessions.of(account)).extracting(SessionView::id).containsExactly(spared.sessionId());
        assertThat(sessions.resume(page.secret())).isEmpty();
        assertThat(sessions.find(foreign.sessionId())).isPresent();
        assertThat(module.read(phone.sessionId(), "revoked_reason")).isEqualTo("password_changed");
        assertThat(module.revoked.all()).contains(new SessionsRevoked(Set.of(phone.sessionId(), page.sessionId())));
    }

    @Test
    void recordsTheEndOfAllOnceWithTheirNumber() {
        module.signIn(account);
        module.signIn(account);
        sessions.revokeAll(account, Optional.empty(), RevocationReason.REVOKED_BY_ADMIN, ORIGIN);

        assertThat(module.trail.types(account))
                .containsExactly(EventType.SESSION_STARTED, EventType.SESSION_STARTED, EventType.SESSION_ALL_REVOKED);
        assertThat(module.trail.about(account).get(2).detail()).containsEntry("count", 2);
        assertThat(module.trail.about(account).get(2).reason()).contains("revoked_by_admin");
    }

    @Test
    void tellsThatAnAccountSignedOutWhetherOrNotItHadASession() {
        sessions.logOut(account, UUID.randomUUID(), ORIGIN);
        assertThat(module.signedOut.all()).containsOnlyOnce(new SignedOut(account));

        UUID another = UUID.randomUUID();
        sessions.revokeAll(another, Optional.empty(), RevocationReason.LOGGED_OUT, ORIGIN);
        assertThat(module.signedOut.all()).containsOnlyOnce(new SignedOut(another));
    }

    @Test
    void knowsAllReasonsThatTheDatabaseAllows() {
        String allowed = module.database.query(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'session_revoked_reason_check'");

        assertThat(Arrays.stream(RevocationReason.values())
                        .map(reason -> "'" + reason.name().toLowerCase(Locale.ROOT) + "'"))
                .allMatch(allowed::contains);
    }
}

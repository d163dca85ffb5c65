package dev.gatehouse.session.internal;

import static dev.gatehouse.session.internal.SessionModule.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.LiveSession;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RefreshOutcome.Refreshed;
import dev.gatehouse.session.SessionView;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSessionsTest {

    private static SessionModule module;

    private final UUID account = UUID.randomUUID();
    private final Sessions sessions = module.sessions();

    @BeforeAll
    static void migrate() {
        module = new SessionModule();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"x", "\u0000", "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE"})
    void refusesAPageTokenThatWasNeverIssued(String token) {
        assertThat(sessions.resume(token)).isEmpty();
    }

    @Test
    void refusesEachSecretInTheOthersPlace() {
        StartedSession page = module.openPage(account);
        StartedSession token = module.signIn(account);

        assertThat(sessions.resume(token.secret())).isEmpty();
        assertThat(sessions.refresh(page.secret(), ORIGIN)).isNotInstanceOf(Refreshed.class);
    }

    @Test
    void refusesAPageSessionThatExpired() {
        StartedSession page = module.openPage(account);
        module.set(page.sessionId(), "expires_at = clock_timestamp()");

        assertThat(sessions.resume(page.secret())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE session.session SET audience = 'admins'",
                        "UPDATE session.session SET account_id = gen_random_uuid()",
                "UPDATE session.session SET absolute_expires_at = 'infinity'", "TRUNCATE session.session",
                "UPDATE session.signing_key SET private_key = ''", "DELETE FROM session.account_version"
            })
    void refusesTheApplicationWhatItNeverDoes(String statement) throws SQLException {
        try (Connection connection = module.database.asApplication().getConnection();
                var open = connection.createStatement()) {
            assertThatThrownBy(() -> open.execute(statement)).hasMessageContaining("permission denied");
        }
    }

    @Test
    void resumesAPageSession() {
        StartedSession page = module.openPage(account);

        LiveSession resumed = sessions.resume(page.secret()).orElseThrow();

        assertThat(resumed.id()).isEqualTo(page.sessionId());
        assertThat(resumed.accountId()).isEqualTo(account);
        assertThat(Duration.between(resumed.authenticatedAt(), Instant.now())).isLessThan(Duration.ofMinutes(1));
        assertThat(resumed.expiresAt()).isEqualTo(resumed.authenticatedAt().plus(SessionModule.SETTINGS.idle()));
    }

    @Test
    void slidesAPageSessionOnceAMinute() {
        StartedSession page = module.openPage(account);
        Instant first = sessions.resume(page.secret()).orElseThrow().expiresAt();
        assertThat(sessions.resume(page.secret()).orElseThrow().expiresAt()).isEqualTo(first);
        module.set(page.sessionId(), "last_used_at = last_used_at - interval '61 s'");

        Instant slid = sessions.resume(page.secret()).orElseThrow().expiresAt();

        assertThat(slid).isAfter(first);
        assertThat(sessions.resume(page.secret()).orElseThrow().expiresAt()).isEqualTo(slid);
    }

    @Test
    void neverSlidesAPageSessionPastItsAbsoluteLifetime() {
        StartedSession page = module.openPage(account);
        module.set(
                page.sessionId(),
                "last_used_at = last_used_at - interval '61 s', expires_at = clock_timestamp() + interval '1 h',"
                        + " absolute_expires_at = clock_timestamp() + interval '2 h'");
        sessions.resume(page.secret());

        assertThat(module.read(page.sessionId(), "expires_at = absolute_expires_at"))
                .isEqualTo("t");
    }

    @Test
    void listsTheSessionsLastUsedFirst() {
        StartedSession oldest = module.signIn(account);
        StartedSession page = module.openPage(account);
        StartedSession newest = module.signIn(account);
        module.set(oldest.sessionId(), "last_used_at = last_used_at - interval '1 h'");
        module.signIn(UUID.randomUUID());

        assertThat(sessions.of(account))
                .extracting(SessionView::id)
                .containsExactly(newest.sessionId(), page.sessionId(), oldest.sessionId());
        SessionView view = sessions.of(account).get(0);
        assertThat(view.deviceName()).contains("Laptop");
        assertThat(view.ipAddress()).contains("192.0.2.7");
        assertThat(view.userAgent()).contains("Browser/1");
        assertThat(view.lastUsedAt()).isEqualTo(view.createdAt());
        assertThat(view.expiresAt()).isEqualTo(view.createdAt().plus(SessionModule.SETTINGS.idle()));
    }

    @Test
    void recordsTheStart() {
        StartedSession session = module.signIn(account);

        assertThat(module.trail.types(account)).containsExactly(EventType.SESSION_STARTED);
        assertThat(module.trail.about(account).get(0).sessionId()).contains(session.sessionId());
        assertThat(module.trail.about(account).get(0).origin()).isEqualTo(ORIGIN);
    }

    @Test
    void takesAnyTextForADeviceName() {
        Origin origin = new Origin(Optional.empty(), Optional.empty(), Optional.of("\u0000agent\ud83d"));
        sessions.start(new NewSession(
                account, NewSession.Kind.TOKEN, Optional.of("a\u0000b\ud800" + "\ud83d\ude00".repeat(80)), origin));

        SessionView view = sessions.of(account).get(0);
        assertThat(view.deviceName()).contains("ab" + "\ud83d\ude00".repeat(48));
        assertThat(view.userAgent()).contains("agent");
    }

    @Test
    void storesNoSecretInClear() {
        StartedSession token = module.signIn(account);
        StartedSession page = module.openPage(account);
        String successor = ((Refreshed) sessions.refresh(token.secret(), ORIGIN)).refreshToken();

        String rows = module.database.query("SELECT string_agg(s::text, ' ') FROM session.session s");

        for (String secret : new String[] {
            token.secret(), token.secret().split("\\.")[1], successor, successor.split("\\.")[1], page.secret()
        }) {
            assertThat(rows).doesNotContain(secret).doesNotContain(hex(secret.getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(rows)
                .doesNotContain(hex(Base64.getUrlDecoder().decode(page.secret())))
                .doesNotContain(hex(Base64.getUrlDecoder().decode(successor.split("\\.")[1])));
        assertThat(token.toString()).doesNotContain(token.secret());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

package dev.gatehouse.web.admin;

import dev.gatehouse.auth.AdminAccount;
import dev.gatehouse.session.AccessTokenClaims;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.AccessTokens;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.web.auth.BrowserSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.UUID;

/** What an admin gets who is signed in: tokens, or the page session. */
@ApplicationScoped
class AdminSignIns {

    private final AccessTokens accessTokens;
    private final BrowserSession browserSession;

    @Inject
    AdminSignIns(AccessTokens accessTokens, BrowserSession browserSession) {
        this.accessTokens = accessTokens;
        this.browserSession = browserSession;
    }

    /** As for users, but for {@code user}. */
    public record TokenAnswer(
            String accessToken, String token, String refreshToken, long expiresIn, String tokenType, AdminView user) {

        @Override
        public String toString() {
            return "TokenAnswer[" + user.id() + "]";
        }
    }

    /** The answer of {@code ?mode=cookie}: the session is in the cookie. */
    public record CookieAnswer(AdminView user) {}

    Object answer(
            AdminAccount admin,
            StartedSession session,
            NewSession.Kind kind,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (kind == NewSession.Kind.PAGE) {
            browserSession.begin(session, request, response);
            return new CookieAnswer(AdminView.of(admin));
        }
        return tokens(admin, session.sessionId(), session.version(), session.secret());
    }

    TokenAnswer tokens(AdminAccount admin, UUID sessionId, long version, String refreshToken) {
        String accessToken = accessTokens.issue(new AccessTokenClaims(
                admin.id(), admin.email(), Set.of(admin.role().wireName()), sessionId, version, Audience.ADMINS));
        long seconds = accessTokens.lifetime().toSeconds();
        return new TokenAnswer(accessToken, accessToken, refreshToken, seconds, "Bearer", AdminView.of(admin));
    }
}

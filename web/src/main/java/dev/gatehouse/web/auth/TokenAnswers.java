package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Account;
import dev.gatehouse.session.AccessTokenClaims;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.AccessTokens;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;

/** Puts together what a signed-in client gets. */
@ApplicationScoped
class TokenAnswers {

    private static final Set<String> USER_GROUPS = Set.of("user");

    private final AccessTokens accessTokens;

    @Inject
    TokenAnswers(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    TokenAnswer of(Account account, StartedSession session) {
        return of(account, session.sessionId(), session.version(), session.secret());
    }

    TokenAnswer of(Account account, UUID sessionId, long version, String refreshToken) {
        String accessToken = accessTokens.issue(
                new AccessTokenClaims(account.id(), account.email(), USER_GROUPS, sessionId, version, Audience.USERS));
        long seconds = accessTokens.lifetime().toSeconds();
        return new TokenAnswer(accessToken, accessToken, refreshToken, seconds, "Bearer", UserView.of(account));
    }
}

package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Account;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.StartedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What a sign-in through the API gets, after the first step or the second: tokens, or the page session. */
@ApplicationScoped
public class SignInAnswers {

    private static final String COOKIE_MODE = "cookie";

    private final TokenAnswers tokenAnswers;
    private final BrowserSession browserSession;

    @Inject
    SignInAnswers(TokenAnswers tokenAnswers, BrowserSession browserSession) {
        this.tokenAnswers = tokenAnswers;
        this.browserSession = browserSession;
    }

    /** The answer of {@code ?mode=cookie}: the session is in the cookie. */
    public record CookieAnswer(UserView user) {}

    /** How the session is to be presented that this {@code mode} asks for. */
    public static NewSession.Kind kind(String mode) {
        return COOKIE_MODE.equals(mode) ? NewSession.Kind.PAGE : NewSession.Kind.TOKEN;
    }

    Object of(
            Account account,
            StartedSession session,
            NewSession.Kind kind,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (kind == NewSession.Kind.PAGE) {
            browserSession.begin(session, request, response);
            return new CookieAnswer(UserView.of(account));
        }
        return tokenAnswers.of(account, session);
    }
}

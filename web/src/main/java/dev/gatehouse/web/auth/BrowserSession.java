package dev.gatehouse.web.auth;

import dev.gatehouse.session.Sessions;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.CsrfTokens;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Gives a browser its page session and takes it away; the pages and {@code ?mode=cookie} share it. */
@ApplicationScoped
public class BrowserSession {

    private final Sessions sessions;
    private final Cookies cookies;
    private final CsrfTokens csrf;

    @Inject
    BrowserSession(Sessions sessions, Cookies cookies, CsrfTokens csrf) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.csrf = csrf;
    }

    /** A browser has one session: the one whose cookie is replaced here ends, lest it live on unseen. */
    public void begin(StartedSession session, HttpServletRequest request, HttpServletResponse response) {
        cookies.read(request, Cookies.Kind.SESSION)
                .flatMap(sessions::resume)
                .ifPresent(former -> sessions.logOut(former.accountId(), former.id(), RequestOrigin.of(request)));
        cookies.set(response, Cookies.Kind.SESSION, session.secret());
        csrf.renew(request, response);
    }

    /** The session goes on under another secret. */
    public void renew(String secret, HttpServletResponse response) {
        cookies.set(response, Cookies.Kind.SESSION, secret);
    }

    public void end(HttpServletResponse response) {
        cookies.remove(response, Cookies.Kind.SESSION);
        cookies.remove(response, Cookies.Kind.CSRF);
    }
}

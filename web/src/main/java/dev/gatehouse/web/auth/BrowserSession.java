package dev.gatehouse.web.auth;

import dev.gatehouse.session.StartedSession;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.CsrfTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Gives a browser its page session and takes it away; the pages and {@code ?mode=cookie} share it. */
@ApplicationScoped
public class BrowserSession {

    private final Cookies cookies;
    private final CsrfTokens csrf;

    @Inject
    BrowserSession(Cookies cookies, CsrfTokens csrf) {
        this.cookies = cookies;
        this.csrf = csrf;
    }

    public void begin(StartedSession session, HttpServletRequest request, HttpServletResponse response) {
        cookies.set(response, Cookies.Kind.SESSION, session.secret());
        csrf.renew(request, response);
    }

    public void end(HttpServletResponse response) {
        cookies.remove(response, Cookies.Kind.SESSION);
        cookies.remove(response, Cookies.Kind.CSRF);
    }
}

package dev.gatehouse.web.auth;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** The button in the head of every page. A POST only: a link could be followed by accident or from elsewhere. */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Sessions sessions;

    @Inject
    private transient BrowserSession browserSession;

    @Inject
    private transient CurrentCaller currentCaller;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Optional<Caller> caller = currentCaller.counted();
        caller.ifPresent(who -> sessions.logOut(who.accountId(), who.sessionId(), RequestOrigin.of(request)));
        browserSession.end(response);
        boolean admin = caller.filter(who -> who.audience() == Audience.ADMINS).isPresent();
        WayOn.to(admin ? "/admin/login" : "/login", Notice.SIGNED_OUT, response);
    }
}

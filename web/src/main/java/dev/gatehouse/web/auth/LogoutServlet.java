package dev.gatehouse.web.auth;

import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.Visitor;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The button in the head of every page. A POST only: a link could be followed by accident or from elsewhere. */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Sessions sessions;

    @Inject
    private transient BrowserSession browserSession;

    @Inject
    private transient Visitor visitor;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        visitor.find()
                .ifPresent(account -> sessions.logOut(account.id(), visitor.sessionId(), RequestOrigin.of(request)));
        browserSession.end(response);
        WayOn.to("/login", Notice.SIGNED_OUT, response);
    }
}

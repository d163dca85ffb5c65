package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.EmailChange;
import dev.gatehouse.auth.LinkOutcome;
import dev.gatehouse.auth.NotMe;
import dev.gatehouse.auth.Unlock;
import dev.gatehouse.auth.UnlockOutcome;
import dev.gatehouse.web.pages.Entrance;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.Visitor;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.Clients;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The pages behind mailed links that do one thing. Showing them spends nothing; their button does. */
@Named
@RequestScoped
public class MailedLinkPage {

    @Inject
    private EmailChange emailChange;

    @Inject
    private NotMe notMe;

    @Inject
    private Unlock unlock;

    @Inject
    private Visitor visitor;

    @Inject
    private FormErrors errors;

    @Inject
    private Clients clients;

    @Inject
    private HttpServletRequest request;

    private String token;
    private boolean dead;

    @PostConstruct
    void read() {
        token = request.getParameter("token");
        dead = token == null || token.isBlank();
    }

    /** @param act what the page is for; the page says so itself, not whoever sends its form */
    public void use(String act) {
        if (!dead && done(act)) {
            switch (act) {
                case "email_confirm" -> WayOn.to(visitor.isSignedIn() ? "/account" : "/login", Notice.EMAIL_CHANGED);
                case "email_undo" -> WayOn.to("/email/undo", Notice.EMAIL_RESTORED);
                case "not_me" -> WayOn.to(page("/not-me"), Notice.ACCOUNT_SECURED);
                default -> WayOn.to(page("/login"), Notice.UNLOCKED);
            }
        } else {
            errors.reportForm("link.dead");
            dead = true;
        }
    }

    private boolean done(String act) {
        return switch (act) {
            case "email_confirm" -> done(emailChange.confirm(token, RequestOrigin.of(request)));
            case "email_undo" -> done(emailChange.undo(token, RequestOrigin.of(request)));
            case "not_me" -> done(notMe.report(token, RequestOrigin.of(request)));
            case "unlock" -> unlock.unlock(token, keptClient()) instanceof UnlockOutcome.Unlocked;
            default -> throw new IllegalArgumentException(act);
        };
    }

    private static boolean done(LinkOutcome outcome) {
        return outcome instanceof LinkOutcome.Done;
    }

    /** A browser without the cookie gets one: it is known from now on. */
    private Client keptClient() {
        HttpServletResponse response = (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
        return clients.marked(request, response);
    }

    /** Where somebody goes whose link does nothing any more. */
    public String wayOut(String act) {
        return switch (act) {
            case "email_confirm" -> "/account/security";
            case "not_me", "email_undo" -> page("/forgot");
            default -> page("/login");
        };
    }

    /** A user's page, or the admins' own. */
    private String page(String name) {
        return Entrance.of(request).page(name);
    }

    /** Whether the link can no longer do anything. */
    public boolean isDead() {
        return dead;
    }

    public String getToken() {
        return token;
    }
}

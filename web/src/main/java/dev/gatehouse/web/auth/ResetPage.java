package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.PasswordReset;
import dev.gatehouse.auth.PasswordResetOutcome;
import dev.gatehouse.web.pages.Entrance;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.Clients;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Sets a password with the mailed link. Showing the page spends nothing; its button does. */
@Named
@RequestScoped
public class ResetPage {

    @Inject
    private PasswordReset passwordReset;

    @Inject
    private FormErrors errors;

    @Inject
    private Clients clients;

    @Inject
    private HttpServletRequest request;

    private String token;
    private String newPassword;
    private boolean dead;

    @PostConstruct
    void read() {
        token = request.getParameter("token");
        dead = token == null || token.isBlank();
    }

    public void reset() {
        if (dead) {
            errors.reportForm("reset.dead");
        } else if (newPassword == null || newPassword.isEmpty()) {
            errors.report(List.of(FieldError.of("newPassword", FieldError.Problem.REQUIRED)));
        } else {
            try {
                Client client = clients.of(request);
                judge(passwordReset.reset(token, newPassword, client));
            } catch (HashingOverloaded e) {
                errors.reportBusy(e);
            }
        }
    }

    private void judge(PasswordResetOutcome outcome) {
        if (outcome instanceof PasswordResetOutcome.Changed changed) {
            Entrance entrance = Entrance.of(changed.holder().kind());
            WayOn.to(entrance.page("/login"), Notice.PASSWORD_RESET);
        } else if (outcome instanceof PasswordResetOutcome.WeakPassword weak) {
            errors.report(weak.errors());
        } else {
            errors.reportForm("reset.dead");
            dead = true;
        }
    }

    /** Whether the link can no longer do anything, so that only a new one helps. */
    public boolean isDead() {
        return dead;
    }

    public String getToken() {
        return token;
    }

    public String getNewPassword() {
        return newPassword;
    }

    public void setNewPassword(String newPassword) {
        this.newPassword = newPassword;
    }
}

package dev.gatehouse.web.auth;

import dev.gatehouse.auth.EmailVerification;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.SignUp;
import dev.gatehouse.auth.VerificationOutcome;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageFrame;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Proves an address with the mailed link. Showing the page spends nothing; its button does. The browser that signed up
 * needs no more than that; any other is asked for the password, because whoever proves the address decides it.
 */
@Named
@RequestScoped
public class VerifyPage {

    @Inject
    private SignUp signUp;

    @Inject
    private PageFrame frame;

    @Inject
    private FormErrors errors;

    @Inject
    private Cookies cookies;

    @Inject
    private HttpServletRequest request;

    private String token;
    private String password;
    private String newPassword;
    private boolean passwordAsked;
    private boolean linkDead;

    @PostConstruct
    void read() {
        token = request.getParameter("token");
        linkDead = token == null || token.isBlank();
        // A browser without the cookie cannot be the one that signed up: spare it one round.
        passwordAsked = cookies.read(request, Cookies.Kind.DEVICE).isEmpty()
                || request.getParameter("password") != null
                || request.getParameter("newPassword") != null;
    }

    public void confirm() {
        if (linkDead) {
            errors.reportForm("verify.dead");
            return;
        }
        try {
            judge(signUp.verifyEmail(new EmailVerification(
                    token,
                    given(password),
                    given(newPassword),
                    cookies.read(request, Cookies.Kind.DEVICE),
                    RequestOrigin.of(request))));
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    private void judge(VerificationOutcome outcome) {
        if (outcome instanceof VerificationOutcome.Verified) {
            WayOn.to("/login", Notice.VERIFIED);
        } else if (outcome instanceof VerificationOutcome.Invalid invalid) {
            errors.report(invalid.errors());
        } else if (outcome instanceof VerificationOutcome.Throttled throttled) {
            errors.reportWait(throttled.retryAfter());
            passwordAsked = true;
        } else if (outcome instanceof VerificationOutcome.PasswordRequired) {
            errors.reportForm(given(password).isPresent() ? "verify.password_wrong" : "verify.password_needed");
            passwordAsked = true;
        } else {
            errors.reportForm("verify.dead");
            linkDead = true;
        }
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }

    public boolean isPasswordAsked() {
        return passwordAsked;
    }

    /** Whether the link can no longer do anything, so that only a new one helps. */
    public boolean isLinkDead() {
        return linkDead && !frame.isMailSent();
    }

    public String getToken() {
        return token;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getNewPassword() {
        return newPassword;
    }

    public void setNewPassword(String newPassword) {
        this.newPassword = newPassword;
    }
}

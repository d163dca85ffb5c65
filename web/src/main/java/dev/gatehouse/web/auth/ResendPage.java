package dev.gatehouse.web.auth;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.SignUp;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The part of other pages that sends a new link; it never says whether the address is known. */
@Named
@RequestScoped
public class ResendPage {

    /** The form's id, which comes back with it. */
    static final String FORM = "resend";

    private static final String FIELD = "resendEmail";

    @Inject
    private SignUp signUp;

    @Inject
    private FormErrors errors;

    @Inject
    private HttpServletRequest request;

    private String email;

    public void send() {
        if (EmailAddress.parse(email).isPresent()) {
            signUp.resendVerification(email, RequestOrigin.of(request));
            WayOn.to("/verify", Notice.LINK_SENT);
        } else {
            boolean missing = email == null || email.isBlank();
            errors.report(List.of(
                    FieldError.of(FIELD, missing ? FieldError.Problem.REQUIRED : FieldError.Problem.INVALID_EMAIL)));
        }
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }
}

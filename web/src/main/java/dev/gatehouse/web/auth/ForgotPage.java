package dev.gatehouse.web.auth;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.PasswordReset;
import dev.gatehouse.web.pages.Entrance;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Asks for a link that resets the password of a user or, below {@code /admin}, of an admin; it never says whether the address is known. */
@Named
@RequestScoped
public class ForgotPage {

    @Inject
    private PasswordReset passwordReset;

    @Inject
    private FormErrors errors;

    @Inject
    private HttpServletRequest request;

    private String email;

    public void ask() {
        if (EmailAddress.parse(email).isPresent()) {
            Entrance entrance = Entrance.of(request);
            passwordReset.request(entrance.kind(), email, RequestOrigin.of(request));
            WayOn.to(entrance.page("/forgot"), Notice.RESET_SENT);
        } else {
            boolean missing = email == null || email.isBlank();
            errors.report(List.of(
                    FieldError.of("email", missing ? FieldError.Problem.REQUIRED : FieldError.Problem.INVALID_EMAIL)));
        }
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }
}

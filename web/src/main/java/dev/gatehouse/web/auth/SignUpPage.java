package dev.gatehouse.web.auth;

import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.SignUp;
import dev.gatehouse.auth.SignUpOutcome;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.Visitor;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Registers an address; the account counts once the mailed link has been followed. */
@Named
@RequestScoped
public class SignUpPage {

    @Inject
    private SignUp signUp;

    @Inject
    private NewOwnerForm owner;

    @Inject
    private Visitor visitor;

    @Inject
    private PageText text;

    @Inject
    private FormErrors errors;

    @Inject
    private BrowserSession browserSession;

    @Inject
    private Cookies cookies;

    @Inject
    private HttpServletRequest request;

    private boolean acceptTerms;

    /** Before the page is shown: who is signed in has an account. */
    public void open() {
        if (visitor.isSignedIn()) {
            WayOn.to("/account");
        }
    }

    public void signUp() {
        HttpServletResponse response = (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
        try {
            SignUpOutcome outcome = signUp.signUp(new SignUpRequest(
                    owner.getEmail(),
                    owner.getPassword(),
                    owner.getFirstName(),
                    owner.getLastName(),
                    Optional.empty(),
                    acceptTerms,
                    Optional.of(cookies.device(request, response)),
                    text.getLocale(),
                    NewSession.Kind.PAGE,
                    RequestOrigin.of(request)));
            if (outcome instanceof SignUpOutcome.Invalid invalid) {
                errors.report(invalid.errors());
            } else if (outcome instanceof SignUpOutcome.SignedIn in) {
                browserSession.begin(in.session(), request, response);
                WayOn.to("/account", Notice.WELCOME);
            } else {
                WayOn.to("/signup", Notice.CHECK_MAIL);
            }
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    public boolean isAcceptTerms() {
        return acceptTerms;
    }

    public void setAcceptTerms(boolean acceptTerms) {
        this.acceptTerms = acceptTerms;
    }
}

package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.Login;
import dev.gatehouse.auth.LoginOutcome;
import dev.gatehouse.auth.LoginRequest;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.StartedSession;
import dev.gatehouse.web.pages.Entrance;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.ReturnAddress;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.Clients;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;

/** Signs in with a password and goes back to where the visitor wanted to go. */
@Named
@RequestScoped
public class LoginPage {

    @Inject
    private Login login;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private FormErrors errors;

    @Inject
    private BrowserSession browserSession;

    @Inject
    private Cookies cookies;

    @Inject
    private Clients clients;

    @Inject
    private HttpServletRequest request;

    private String email;
    private String password;
    private boolean unverified;
    private boolean resetRequired;
    private boolean waiting;

    /** Before the page is shown: who is signed in already goes on at once. */
    public void open() {
        String onwards = ReturnAddress.of(request, entrance().home());
        if (currentCaller.find().filter(this::entersHere).isPresent()) {
            WayOn.to(onwards);
        }
    }

    public void signIn() {
        String onwards = ReturnAddress.of(request, entrance().home());
        try {
            Client client = clients.marked(request, response());
            LoginOutcome outcome = login.login(new LoginRequest(
                    entrance().kind(), email, password, Optional.empty(), NewSession.Kind.PAGE, client));
            if (outcome instanceof LoginOutcome.SignedIn in) {
                enter(in.session(), onwards);
            } else if (outcome instanceof LoginOutcome.AdminSignedIn in) {
                enter(in.session(), onwards);
            } else if (outcome instanceof LoginOutcome.ChallengeRequired challenge) {
                cookies.set(response(), Cookies.Kind.CHALLENGE, challenge.challengeToken(), challenge.expiresIn());
                WayOn.to(ReturnAddress.keeping(entrance().page("/challenge"), onwards));
            } else if (outcome instanceof LoginOutcome.SetupRequired setup) {
                cookies.set(response(), Cookies.Kind.ENROLMENT, setup.enrolmentToken(), setup.expiresIn());
                WayOn.to(entrance().page("/enrolment"));
            } else if (outcome instanceof LoginOutcome.Throttled throttled) {
                waiting = true;
                errors.reportWait(throttled.retryAfter());
            } else if (outcome instanceof LoginOutcome.Invalid invalid) {
                errors.report(invalid.errors());
            } else if (outcome instanceof LoginOutcome.Refused refused) {
                unverified = refused.reason() == LoginOutcome.Reason.EMAIL_NOT_VERIFIED;
                resetRequired = refused.reason() == LoginOutcome.Reason.PASSWORD_RESET_REQUIRED;
                errors.reportForm("login." + refused.reason().name().toLowerCase(Locale.ROOT));
            }
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    private void enter(StartedSession session, String onwards) {
        browserSession.begin(session, request, response());
        WayOn.to(onwards);
    }

    private boolean entersHere(Caller caller) {
        return caller.audience() == entrance().audience();
    }

    private Entrance entrance() {
        return Entrance.of(request);
    }

    private static HttpServletResponse response() {
        return (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
    }

    /** Empty where the visitor came by themselves. */
    public String getReturnTo() {
        return ReturnAddress.of(request, "");
    }

    /** Whether the password was right, now or a form ago, and only the proof of the address is missing. */
    public boolean isUnverified() {
        return unverified || request.getParameter(ResendPage.FORM) != null;
    }

    /** Whether the password was right, and opens nothing until another is chosen. */
    public boolean isResetRequired() {
        return resetRequired;
    }

    /** Whether nothing was checked, for an account or for an address that has none. */
    public boolean isWaiting() {
        return waiting;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}

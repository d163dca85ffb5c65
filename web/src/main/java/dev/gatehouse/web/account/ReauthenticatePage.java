package dev.gatehouse.web.account;

import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.Reauthentication;
import dev.gatehouse.auth.ReauthenticationOutcome;
import dev.gatehouse.web.auth.BrowserSession;
import dev.gatehouse.web.auth.Proofs;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.ReturnAddress;
import dev.gatehouse.web.pages.WayOn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Asks somebody who is signed in to show again that they are the owner, and goes back to what needed it. */
@Named
@RequestScoped
public class ReauthenticatePage {

    private static final String SECURITY = "/account/security";

    @Inject
    private Reauthentication reauthentication;

    @Inject
    private Proofs proofs;

    @Inject
    private ProofRefusals refusals;

    @Inject
    private BrowserSession browserSession;

    @Inject
    private PageText text;

    @Inject
    private FormErrors errors;

    @Inject
    private HttpServletRequest request;

    private String password;
    private String code;

    /** Before the page is shown: a way back that is not ours is refused at once. */
    public void open() {
        getReturnTo();
    }

    public void prove() {
        String onwards = getReturnTo();
        boolean typed = password != null && !password.isEmpty();
        try {
            judge(
                    reauthentication.reauthenticate(
                            proofs.with(typed ? password : null),
                            Optional.ofNullable(code).filter(text -> !text.isBlank())),
                    onwards);
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    private void judge(ReauthenticationOutcome outcome, String onwards) {
        if (outcome instanceof ReauthenticationOutcome.Proven proven) {
            proven.pageSecret().ifPresent(secret -> browserSession.renew(secret, response()));
            WayOn.to(onwards);
        } else if (outcome instanceof ReauthenticationOutcome.Invalid invalid) {
            errors.report(invalid.errors());
        } else if (outcome instanceof ReauthenticationOutcome.InvalidCode) {
            errors.reportField("code", text.of("reauthenticate.code_wrong"));
        } else if (outcome instanceof ReauthenticationOutcome.Refused refused) {
            refusals.report("password", refused.refusal());
        }
    }

    private static HttpServletResponse response() {
        return (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
    }

    public String getReturnTo() {
        return ReturnAddress.of(request, SECURITY);
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }
}

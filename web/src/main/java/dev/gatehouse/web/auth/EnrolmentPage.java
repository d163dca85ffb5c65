package dev.gatehouse.web.auth;

import dev.gatehouse.auth.Challenges;
import dev.gatehouse.auth.FactorChange.ByEnrolment;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.auth.TotpEnrolment;
import dev.gatehouse.web.pages.Entrance;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.Clients;
import dev.gatehouse.web.security.Cookies;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Where those go who are let in with a second factor only and have none: they set one up here, reach nothing else, and
 * then sign in with it.
 */
@Named
@RequestScoped
public class EnrolmentPage {

    @Inject
    private SecondFactors factors;

    @Inject
    private Challenges challenges;

    @Inject
    private FormErrors errors;

    @Inject
    private PageText text;

    @Inject
    private Cookies cookies;

    @Inject
    private Clients clients;

    @Inject
    private HttpServletRequest request;

    private ByEnrolment change;
    private TotpEnrolment enrolment;
    private List<String> recoveryCodes = List.of();
    private boolean confirming;
    private String code;

    @PostConstruct
    void read() {
        confirming = request.getParameter("totpConfirm") != null;
        change = new ByEnrolment(
                Entrance.of(request).kind(),
                cookies.read(request, Cookies.Kind.ENROLMENT).orElse(""),
                clients.of(request));
    }

    /** Before the page is shown: only who must enrol has anything to do here. */
    public void open() {
        if (challenges
                .enrolling(change.kind(), change.enrolmentToken(), change.client())
                .isEmpty()) {
            startAgain();
        }
    }

    public void begin() {
        FactorOutcome outcome = factors.beginTotp(change);
        if (outcome instanceof FactorOutcome.Begun begun) {
            enrolment = begun.enrolment();
        } else {
            startAgain();
        }
    }

    public void confirm() {
        FactorOutcome outcome = factors.confirmTotp(change, code);
        if (outcome instanceof FactorOutcome.CodesIssued issued) {
            recoveryCodes = issued.recoveryCodes();
            cookies.remove(response(), Cookies.Kind.ENROLMENT);
        } else if (outcome instanceof FactorOutcome.Invalid invalid) {
            errors.report(invalid.errors());
        } else if (outcome instanceof FactorOutcome.InvalidCode) {
            errors.reportField("code", text.of("totp.wrong"));
        } else if (outcome instanceof FactorOutcome.Throttled throttled) {
            errors.reportWait(throttled.retryAfter());
        } else {
            startAgain();
        }
    }

    private void startAgain() {
        cookies.remove(response(), Cookies.Kind.ENROLMENT);
        WayOn.to(getStart(), Notice.CHALLENGE_EXPIRED);
    }

    private static HttpServletResponse response() {
        return (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
    }

    /** Where to sign in, before and afterwards. */
    public String getStart() {
        return Entrance.of(request).page("/login");
    }

    /** This page anew. */
    public String getHere() {
        return Entrance.of(request).page("/enrolment");
    }

    /** The secret that has just been drawn, to be shown this once. */
    public TotpEnrolment getEnrolment() {
        return enrolment;
    }

    /** Whether a code is asked for. */
    public boolean isBegun() {
        return enrolment != null || confirming;
    }

    public List<String> getRecoveryCodes() {
        return recoveryCodes;
    }

    /** Never shown again, right or wrong. */
    public String getCode() {
        return null;
    }

    public void setCode(String code) {
        this.code = code;
    }
}

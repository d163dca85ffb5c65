package dev.gatehouse.web.account;

import dev.gatehouse.auth.FactorChange.ByOwner;
import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.auth.TotpEnrolment;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** The visitor's authenticator app: set up, confirmed with its first code, switched off. */
@Named
@RequestScoped
public class TotpPage {

    /** The form that asks for the first code. */
    private static final String CONFIRMATION = "totpConfirm";

    @Inject
    private SecondFactors factors;

    @Inject
    private SecurityPage security;

    @Inject
    private RecoveryCodesPage recoveryCodes;

    @Inject
    private FormErrors errors;

    @Inject
    private HttpServletRequest request;

    private String password;
    private String code;
    private boolean begun;
    private TotpEnrolment enrolment;

    @PostConstruct
    void read() {
        begun = request.getParameter(CONFIRMATION) != null;
    }

    /** The answer shows the secret: a redirect could show it only by keeping it somewhere. */
    public void begin() {
        try {
            FactorOutcome outcome = factors.beginTotp(new ByOwner(security.proof(password)));
            if (outcome instanceof FactorOutcome.Begun drawn) {
                enrolment = drawn.enrolment();
                begun = true;
            } else {
                security.report(outcome, "totpCode", "totpPassword");
            }
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    public void confirm() {
        FactorOutcome outcome = factors.confirmTotp(new ByOwner(security.proof(null)), code);
        if (outcome instanceof FactorOutcome.CodesIssued issued) {
            recoveryCodes.show(issued.recoveryCodes());
        } else {
            begun = !(outcome instanceof FactorOutcome.NotPossible);
            security.report(outcome, "totpCode", "totpPassword");
        }
    }

    public void switchOff() {
        try {
            FactorOutcome outcome = factors.disableTotp(security.proof(password), code);
            if (outcome instanceof FactorOutcome.Changed) {
                WayOn.to(SecurityPage.PATH, Notice.APP_OFF);
            } else {
                security.report(outcome, "offCode", "offPassword");
            }
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    /** Whether a first code is asked for. */
    public boolean isBegun() {
        return begun;
    }

    /** The secret that has just been drawn, to be shown this once; null after that. */
    public TotpEnrolment getEnrolment() {
        return enrolment;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** Never shown again, right or wrong. */
    public String getCode() {
        return null;
    }

    public void setCode(String code) {
        this.code = code;
    }
}

package dev.gatehouse.web.account;

import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Codes by mail as the visitor's second step: chosen or given up. */
@Named
@RequestScoped
public class MailedCodesPage {

    @Inject
    private SecondFactors factors;

    @Inject
    private SecurityPage security;

    @Inject
    private FormErrors errors;

    private String password;

    public void choose() {
        change(true, Notice.MAIL_CODES_ON);
    }

    public void giveUp() {
        change(false, Notice.MAIL_CODES_OFF);
    }

    private void change(boolean enabled, Notice done) {
        try {
            FactorOutcome outcome = factors.chooseMailedCodes(security.proof(password), enabled);
            if (outcome instanceof FactorOutcome.Changed) {
                WayOn.to(SecurityPage.PATH, done);
            } else {
                security.report(outcome, "mailedPassword", "mailedPassword");
            }
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}

package dev.gatehouse.web.account;

import dev.gatehouse.auth.EmailChange;
import dev.gatehouse.auth.EmailChangeOutcome;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.auth.Proofs;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.Visitor;
import dev.gatehouse.web.pages.WayOn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The part of the security page that changes the address: a link goes to the new one, a notice to the old. */
@Named
@RequestScoped
public class ChangeEmailPage {

    @Inject
    private EmailChange emailChange;

    @Inject
    private Sessions sessions;

    @Inject
    private Visitor visitor;

    @Inject
    private Proofs proofs;

    @Inject
    private ProofRefusals refusals;

    @Inject
    private FormErrors errors;

    private String newEmail;
    private String password;
    private Boolean passwordAsked;

    public void change() {
        boolean typed = password != null && !password.isEmpty();
        try {
            judge(emailChange.request(proofs.with(typed ? password : null), newEmail));
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    private void judge(EmailChangeOutcome outcome) {
        if (outcome instanceof EmailChangeOutcome.Invalid invalid) {
            errors.report(invalid.errors());
        } else if (outcome instanceof EmailChangeOutcome.Refused refused) {
            passwordAsked = true;
            refusals.report("emailPassword", refused.refusal());
        } else {
            WayOn.to("/account/security", Notice.EMAIL_CHANGE_SENT);
        }
    }

    /** Whoever has just signed in need not type it again. */
    public boolean isPasswordAsked() {
        if (passwordAsked == null) {
            passwordAsked = !sessions.fresh(visitor.sessionId());
        }
        return passwordAsked;
    }

    public String getNewEmail() {
        return newEmail;
    }

    public void setNewEmail(String newEmail) {
        this.newEmail = newEmail;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}

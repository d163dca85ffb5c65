package dev.gatehouse.web.account;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.PasswordChange;
import dev.gatehouse.auth.PasswordChangeOutcome;
import dev.gatehouse.web.auth.Proofs;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The part of the security page that changes the password. */
@Named
@RequestScoped
public class ChangePasswordPage {

    @Inject
    private PasswordChange passwordChange;

    @Inject
    private Proofs proofs;

    @Inject
    private ProofRefusals refusals;

    @Inject
    private FormErrors errors;

    private String currentPassword;
    private String newPassword;

    public void change() {
        if (newPassword == null || newPassword.isEmpty()) {
            errors.report(List.of(FieldError.of("newPassword", FieldError.Problem.REQUIRED)));
            return;
        }
        boolean typed = currentPassword != null && !currentPassword.isEmpty();
        try {
            judge(passwordChange.change(proofs.with(typed ? currentPassword : null), newPassword));
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    private void judge(PasswordChangeOutcome outcome) {
        if (outcome instanceof PasswordChangeOutcome.Invalid invalid) {
            errors.report(invalid.errors());
        } else if (outcome instanceof PasswordChangeOutcome.Refused refused) {
            refusals.report("currentPassword", refused.refusal());
        } else {
            WayOn.to("/account/security", Notice.PASSWORD_CHANGED);
        }
    }

    public String getCurrentPassword() {
        return currentPassword;
    }

    public void setCurrentPassword(String currentPassword) {
        this.currentPassword = currentPassword;
    }

    public String getNewPassword() {
        return newPassword;
    }

    public void setNewPassword(String newPassword) {
        this.newPassword = newPassword;
    }
}

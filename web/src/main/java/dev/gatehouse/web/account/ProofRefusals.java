package dev.gatehouse.web.account;

import dev.gatehouse.auth.ProofRefusal;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.WayOn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Says on a page why its visitor was not taken for the owner. */
@RequestScoped
class ProofRefusals {

    private final FormErrors errors;
    private final PageText text;

    @Inject
    ProofRefusals(FormErrors errors, PageText text) {
        this.errors = errors;
        this.text = text;
    }

    /** @param field where the password is typed */
    void report(String field, ProofRefusal refusal) {
        switch (refusal.reason()) {
            case INVALID_CREDENTIALS -> errors.reportField(field, text.of("reauthenticate.password_wrong"));
            case FRESH_LOGIN_REQUIRED -> errors.reportField(field, text.of("reauthenticate.password_needed"));
            case TOO_MANY_ATTEMPTS -> errors.reportWait(refusal.retryAfter());
            case SESSION_ENDED -> WayOn.to("/login");
        }
    }
}

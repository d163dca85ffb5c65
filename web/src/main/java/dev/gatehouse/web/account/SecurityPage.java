package dev.gatehouse.web.account;

import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.FactorOverview;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.OwnerProof;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.auth.Proofs;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.Visitor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;

/** How the visitor's account is kept safe; its sections have pages of their own behind them. */
@Named
@RequestScoped
public class SecurityPage {

    /** Its address. */
    static final String PATH = "/account/security";

    @Inject
    private SecondFactors factors;

    @Inject
    private Sessions sessions;

    @Inject
    private Visitor visitor;

    @Inject
    private Proofs proofs;

    @Inject
    private ProofRefusals proofRefusals;

    @Inject
    private FormErrors errors;

    @Inject
    private PageText text;

    private FactorOverview overview;

    public FactorOverview getFactors() {
        if (overview == null) {
            overview =
                    factors.of(new Holder(Holder.Kind.USER, visitor.getAccount().id()));
        }
        return overview;
    }

    /** Whether the sign-in is too long ago to serve in place of the password. */
    public boolean isPasswordAsked() {
        return !sessions.fresh(visitor.sessionId());
    }

    /** @param password an empty one was not asked for, or forgotten */
    OwnerProof proof(String password) {
        return proofs.with(password == null || password.isEmpty() ? null : password);
    }

    /** Says why a change was refused, beside the field that it is about. */
    void report(FactorOutcome outcome, String codeField, String passwordField) {
        if (outcome instanceof FactorOutcome.Refused refused) {
            proofRefusals.report(passwordField, refused.refusal());
        } else if (outcome instanceof FactorOutcome.Throttled throttled) {
            errors.reportWait(throttled.retryAfter());
        } else if (outcome instanceof FactorOutcome.Invalid invalid) {
            invalid.errors().forEach(error -> errors.reportField(codeField, text.of(error)));
        } else if (outcome instanceof FactorOutcome.NotPossible not) {
            errors.reportForm("security." + not.reason().name().toLowerCase(Locale.ROOT));
        } else {
            errors.reportField(codeField, text.of("totp.wrong"));
        }
    }
}

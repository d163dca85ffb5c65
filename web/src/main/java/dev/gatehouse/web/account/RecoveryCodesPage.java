package dev.gatehouse.web.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.auth.FactorOutcome;
import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.auth.SecondFactors;
import dev.gatehouse.web.pages.FormErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.util.List;

/** The codes for the day on which the phone is lost: shown once, and replaced as a set. */
@Named
@RequestScoped
public class RecoveryCodesPage {

    @Inject
    private SecondFactors factors;

    @Inject
    private SecurityPage security;

    @Inject
    private FormErrors errors;

    private String password;
    private List<String> shown = List.of();

    /** The answer shows the codes: a redirect could show them only by keeping them somewhere. */
    public void replace() {
        try {
            FactorOutcome outcome = factors.replaceRecoveryCodes(security.proof(password));
            if (outcome instanceof FactorOutcome.CodesIssued issued) {
                show(issued.recoveryCodes());
            } else {
                security.report(outcome, "codesPassword", "codesPassword");
            }
        } catch (HashingOverloaded e) {
            errors.reportBusy(e);
        }
    }

    void show(List<String> codes) {
        shown = codes;
    }

    /** The new codes, in the answer to the request that made them; empty in every other. */
    public List<String> getShown() {
        return shown;
    }

    /** The codes as a text file: a link that holds it whole, so that no request carries them again. */
    public String file(List<String> codes) {
        String lines = String.join("\r\n", codes) + "\r\n";
        return "data:text/plain;charset=utf-8,"
                + URLEncoder.encode(lines, UTF_8).replace("+", "%20");
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}

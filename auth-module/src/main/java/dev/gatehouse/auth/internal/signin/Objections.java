package dev.gatehouse.auth.internal.signin;

import dev.gatehouse.auth.LoginOutcome.Reason;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import java.util.Optional;

/** What can stand against a sign-in to an account whatever its owner knows. */
public final class Objections {

    private Objections() {}

    public static Optional<Reason> to(HolderAccount account, boolean verificationRequired) {
        if (account.disabled()) {
            return Optional.of(Reason.ACCOUNT_DISABLED);
        }
        if (verificationRequired && !account.verified()) {
            return Optional.of(Reason.EMAIL_NOT_VERIFIED);
        }
        return account.passwordResetRequired() ? Optional.of(Reason.PASSWORD_RESET_REQUIRED) : Optional.empty();
    }
}

package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.password.PasswordPolicy;
import dev.gatehouse.auth.internal.password.PersonalWords;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Gives accounts the passwords that their owners have chosen, whichever way they came. */
@ApplicationScoped
class NewPasswords {

    private final PasswordPolicy policy;
    private final OneTimeTokens tokens;
    private final NotMeLinks notices;
    private final Clock clock;

    @Inject
    NewPasswords(PasswordPolicy policy, OneTimeTokens tokens, NotMeLinks notices, Clock clock) {
        this.policy = policy;
        this.tokens = tokens;
        this.notices = notices;
        this.clock = clock;
    }

    List<FieldError> faults(String newPassword, HolderAccount account) {
        return policy.faults(
                "newPassword",
                newPassword,
                PersonalWords.of(EmailAddress.parse(account.email()), account.firstName(), account.lastName()));
    }

    /**
     * Sets it and tells the owner; needs the account's row held. What an intruder may have begun with the old one ends:
     * a reset, another address, a claim to the account.
     */
    void give(HolderAccount account, String hash, Origin origin) {
        account.choosePassword(hash, clock.instant());
        tokens.discard(account.holder(), Purpose.RESET_PASSWORD, Purpose.CONFIRM_EMAIL);
        tokens.discardClaims(account.holder());
        notices.send(
                MailKind.PASSWORD_CHANGED,
                account,
                Map.of("ipAddress", origin.ipAddress().orElse("?")));
    }
}

package dev.gatehouse.auth.internal.signup;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.internal.account.Registration;
import dev.gatehouse.auth.internal.account.StoredAccount;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.mail.Reader;
import dev.gatehouse.auth.internal.token.LinkToken;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Pending;
import dev.gatehouse.auth.internal.token.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sends the links that prove an address. Needs a transaction that holds the account's row. */
@ApplicationScoped
class VerificationLinks {

    private final OneTimeTokens tokens;
    private final Mails mails;
    private final AuditTrail trail;
    private final SecureRandom random;

    @Inject
    VerificationLinks(OneTimeTokens tokens, Mails mails, AuditTrail trail, SecureRandom random) {
        this.tokens = tokens;
        this.mails = mails;
        this.trail = trail;
        this.random = random;
    }

    /**
     * Mails a new link; the older ones die.
     *
     * @param own whether the account itself holds what is pending, now or by the end of the transaction
     * @return false if the address has had enough of these mails: nothing was changed then
     */
    boolean send(
            StoredAccount account,
            boolean own,
            Registration pending,
            Optional<byte[]> browserHash,
            Actor actor,
            Origin origin) {
        LinkToken token = LinkToken.draw(random);
        Locale language = Locale.forLanguageTag(pending.locale());
        if (!mails.send(MailKind.VERIFY_EMAIL, Reader.at(account.email(), language), Map.of("token", token.text()))) {
            return false;
        }
        tokens.issue(token, Purpose.VERIFY_EMAIL, account.holder(), Pending.registration(own, pending, browserHash));
        trail.record(AuditEvent.success(EventType.ACCOUNT_VERIFICATION_SENT, actor, origin)
                .about(account.id())
                .withEmail(account.email()));
        return true;
    }
}

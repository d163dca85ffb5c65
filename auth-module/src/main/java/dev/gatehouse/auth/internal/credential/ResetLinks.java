package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.SupportedLanguages;
import dev.gatehouse.auth.internal.holder.HolderAccount;
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

/** Sends the links that reset a password. Needs a transaction that holds the account's row. */
@ApplicationScoped
class ResetLinks {

    private final OneTimeTokens tokens;
    private final Mails mails;
    private final SecureRandom random;

    @Inject
    ResetLinks(OneTimeTokens tokens, Mails mails, SecureRandom random) {
        this.tokens = tokens;
        this.mails = mails;
        this.random = random;
    }

    /**
     * Mails a new link to the address that is stored; the older ones die.
     *
     * @return false if the address has had enough of these mails: the older link stands then
     */
    boolean send(MailKind kind, HolderAccount owner) {
        LinkToken token = LinkToken.draw(random);
        boolean sent = mails.send(kind, Reader.of(owner), Map.of("token", token.text()));
        if (sent) {
            tokens.issue(token, Purpose.RESET_PASSWORD, owner.holder(), Pending.nothing());
        } else {
            tokens.rehearse(token, Purpose.RESET_PASSWORD);
        }
        return sent;
    }

    /** Costs what {@link #send} does, statement by statement, and leaves nothing. */
    void rehearse(MailKind kind, EmailAddress stranger) {
        LinkToken token = LinkToken.draw(random);
        Locale language = SupportedLanguages.nearestTo(Locale.ROOT);
        mails.rehearse(kind, Reader.at(stranger.value(), language), Map.of("token", token.text()));
        tokens.rehearse(token, Purpose.RESET_PASSWORD);
    }
}

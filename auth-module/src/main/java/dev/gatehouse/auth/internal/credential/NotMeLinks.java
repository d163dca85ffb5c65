package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.auth.EmailAddress;
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
import java.util.HashMap;
import java.util.Map;

/** Sends mails about what an owner may not have done, each with a "this was not me" link of its own. */
@ApplicationScoped
public class NotMeLinks {

    private final OneTimeTokens tokens;
    private final Mails mails;
    private final SecureRandom random;

    @Inject
    NotMeLinks(OneTimeTokens tokens, Mails mails, SecureRandom random) {
        this.tokens = tokens;
        this.mails = mails;
        this.random = random;
    }

    /**
     * Mails the owner, in the caller's transaction, which need not hold the account.
     *
     * @param kind one whose links need {@code notMe}; {@code firstName} is known, too
     */
    public void send(MailKind kind, HolderAccount owner, Map<String, String> facts) {
        sendTo(new EmailAddress(owner.email()), kind, owner, facts);
    }

    /** As {@link #send}, to an address that was the account's until now. */
    boolean sendTo(EmailAddress address, MailKind kind, HolderAccount owner, Map<String, String> facts) {
        LinkToken token = LinkToken.draw(random);
        Map<String, String> all = new HashMap<>(facts);
        all.put("firstName", owner.salutation());
        all.put("notMe", token.text());
        boolean sent = mails.send(kind, Reader.of(owner).movedTo(address.value()), all);
        if (sent) {
            tokens.issue(token, Purpose.NOT_ME, owner.holder(), Pending.address(address));
        }
        return sent;
    }
}

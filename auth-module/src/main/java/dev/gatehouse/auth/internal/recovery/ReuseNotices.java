package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.session.RefreshTokenReused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;

/** Tells owners that one of their sessions was ended because somebody used a spent token. */
@ApplicationScoped
class ReuseNotices {

    private final StoredAccounts accounts;
    private final Mails mails;

    @Inject
    ReuseNotices(StoredAccounts accounts, Mails mails) {
        this.accounts = accounts;
        this.mails = mails;
    }

    /** Inside the transaction that ended the session: it has ended and its owner is told, or neither. */
    void queue(@Observes RefreshTokenReused reuse) {
        accounts.find(reuse.accountId())
                .ifPresent(owner -> mails.send(
                        MailKind.SESSION_TOKEN_REUSED,
                        owner.email(),
                        owner.language(),
                        Map.of(
                                "firstName",
                                owner.salutation(),
                                "ipAddress",
                                reuse.origin().ipAddress().orElse("?"))));
    }
}

package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.session.RefreshTokenReused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;

/** Tells owners that one of their sessions was ended because somebody used a spent token. */
@ApplicationScoped
class ReuseNotices {

    private final Holders holders;
    private final NotMeLinks links;

    @Inject
    ReuseNotices(Holders holders, NotMeLinks links) {
        this.holders = holders;
        this.links = links;
    }

    /**
     * Inside the transaction that ended the session: it has ended and its owner is told, or neither. It must not ask for
     * the account's lock, which others take before those of sessions.
     */
    void queue(@Observes RefreshTokenReused reuse) {
        Map<String, String> facts =
                Map.of("ipAddress", reuse.origin().ipAddress().orElse("?"));
        holders.find(reuse.accountId()).ifPresent(owner -> links.send(MailKind.SESSION_TOKEN_REUSED, owner, facts));
    }
}

package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Purpose;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Throws out whoever is in and lets only the reader of the account's mail back. Needs the account's row held. */
@ApplicationScoped
class Lockdown {

    private final Sessions sessions;
    private final OneTimeTokens tokens;
    private final ResetLinks links;
    private final Clock clock;

    @Inject
    Lockdown(Sessions sessions, OneTimeTokens tokens, ResetLinks links, Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.links = links;
        this.clock = clock;
    }

    /** Also ends a change of address that whoever was in may have begun. */
    void impose(HolderAccount account, RevocationReason reason, Origin origin) {
        account.demandNewPassword(clock.instant());
        endAll(account, reason, origin);
        tokens.discard(account.holder(), Purpose.CONFIRM_EMAIL, Purpose.RESET_PASSWORD);
        links.send(MailKind.PASSWORD_RESET_REQUIRED, account);
    }

    void endAll(HolderAccount account, RevocationReason reason, Origin origin) {
        sessions.revokeAll(account.holder().id(), Optional.empty(), reason, origin);
        sessions.outdateAccessTokens(account.holder().id());
    }
}

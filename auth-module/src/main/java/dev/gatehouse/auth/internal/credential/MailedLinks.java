package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.LinkOutcome;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.token.LinkToken;
import dev.gatehouse.auth.internal.token.OneTimeToken;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Takes mailed links back, each once. Every guess at one passes here and is recorded. */
@ApplicationScoped
class MailedLinks {

    private final OneTimeTokens tokens;
    private final Holders holders;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    MailedLinks(OneTimeTokens tokens, Holders holders, AuditTrail trail, Transactions transactions) {
        this.tokens = tokens;
        this.holders = holders;
        this.trail = trail;
        this.transactions = transactions;
    }

    /** The open link; where there is none, that is recorded as a failure of what was to be done. */
    Optional<OneTimeToken> open(String text, Purpose purpose, EventType meant, Origin origin) {
        Optional<OneTimeToken> found = LinkToken.parse(text).flatMap(token -> tokens.open(token, purpose));
        if (found.isEmpty()) {
            trail.recordRefusal(
                    AuditEvent.failure(meant, Actor.anonymous(), origin).because("token_invalid"));
        }
        return found;
    }

    /**
     * Spends the link and does, in the same transaction, what it is for.
     *
     * @param act gets the account, held, and says whether it could be done
     */
    LinkOutcome use(
            String text,
            Purpose purpose,
            EventType meant,
            Origin origin,
            BiPredicate<HolderAccount, OneTimeToken> act) {
        return open(text, purpose, meant, origin)
                .map(token -> again(() -> spend(token, act)))
                .orElseGet(LinkOutcome.TokenInvalid::new);
    }

    /** Spends the link with whatever else the caller's transaction does; empty if another did so before. */
    Optional<HolderAccount> spend(OneTimeToken token) {
        return holders.lock(token.holder()).filter(account -> tokens.consume(token));
    }

    private LinkOutcome spend(OneTimeToken token, BiPredicate<HolderAccount, OneTimeToken> act) {
        return transactions.required(() -> spend(token)
                .filter(account -> act.test(account, token))
                .<LinkOutcome>map(account -> new LinkOutcome.Done(account.holder()))
                .orElseGet(LinkOutcome.TokenInvalid::new));
    }

    /** Whoever loses an address to somebody who takes it at the same moment sees on a second look that it is taken. */
    private static LinkOutcome again(Supplier<LinkOutcome> attempt) {
        try {
            return attempt.get();
        } catch (PersistenceException lost) {
            return attempt.get();
        }
    }
}

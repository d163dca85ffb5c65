package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.mail.Reader;
import dev.gatehouse.auth.internal.throttle.StoredThrottle.Settled;
import dev.gatehouse.auth.internal.token.LinkToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the trail, once, that a limit was reached, and the owner how to get in nevertheless. */
@ApplicationScoped
class ThrottleNotices {

    private static final int REACHED = 1;
    private static final int A_MINUTE = 2;

    private final StoredThrottle counters;
    private final Holders holders;
    private final Mails mails;
    private final AuditTrail trail;
    private final SecureRandom random;

    @Inject
    ThrottleNotices(StoredThrottle counters, Holders holders, Mails mails, AuditTrail trail, SecureRandom random) {
        this.counters = counters;
        this.holders = holders;
        this.mails = mails;
        this.trail = trail;
        this.random = random;
    }

    /** In the transaction that settled the failure. */
    void tell(Counters touched, List<Settled> settled, Origin origin) {
        if (settled.stream().noneMatch(row -> row.crossed(REACHED) || row.crossed(A_MINUTE))) {
            return;
        }
        Optional<HolderAccount> owner = holders.find(touched.holder()).filter(account -> !account.disabled());
        settled.stream().filter(row -> row.crossed(REACHED)).forEach(row -> record(row, touched, owner, origin));
        boolean minute = settled.stream().anyMatch(row -> row.crossed(A_MINUTE) || locks(row) && row.crossed(REACHED));
        if (minute) {
            owner.ifPresent(account -> mailUnlock(touched, account));
        }
    }

    private void record(Settled row, Counters touched, Optional<HolderAccount> owner, Origin origin) {
        EventType type = locks(row) ? EventType.LOGIN_LOCKED : EventType.LOGIN_THROTTLED;
        AuditEvent event = AuditEvent.denied(type, Actor.anonymous(), origin)
                .with("scope", row.scope())
                .with("failures", row.failures())
                .with("seconds", row.delay().toSeconds());
        trail.record(owner.map(account -> event.about(touched.holder().id()).withEmail(account.email()))
                .orElse(event));
    }

    private void mailUnlock(Counters touched, HolderAccount owner) {
        LinkToken token = LinkToken.draw(random);
        if (counters.mailUnlock(touched.account(), token.hash())) {
            mails.send(MailKind.UNLOCK, Reader.of(owner), Map.of("token", token.text()));
        }
    }

    private static boolean locks(Settled row) {
        return row.scope().equals("account");
    }
}

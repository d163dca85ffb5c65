package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.token.OneTimeTokens;
import dev.gatehouse.auth.internal.token.Purpose;
import dev.gatehouse.session.RevocationReason;
import dev.gatehouse.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Gives accounts the addresses that their owners have proven. Needs a transaction that holds the account's row. */
@ApplicationScoped
public class Addresses {

    private final Holders holders;
    private final OneTimeTokens tokens;
    private final Sessions sessions;
    private final Clock clock;

    @Inject
    Addresses(Holders holders, OneTimeTokens tokens, Sessions sessions, Clock clock) {
        this.holders = holders;
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Moves the account to an address; links that were mailed to the one it leaves and that open the account die. Who
     * has signed up with the address and never proven it must not keep its owner from it.
     *
     * @return false, and nothing changed, if another account has a right to the address
     */
    boolean move(HolderAccount account, EmailAddress address, Origin origin) {
        if (!vacate(account.holder().kind(), address, Optional.of(account.holder()), origin)) {
            return false;
        }
        account.moveTo(address, clock.instant());
        holders.write(account.holder().kind());
        tokens.discard(account.holder(), Purpose.VERIFY_EMAIL, Purpose.RESET_PASSWORD, Purpose.CONFIRM_EMAIL);
        return true;
    }

    /**
     * Takes the address from an account that never proved it, if there is one, with all that opens that account.
     *
     * @param owner the account that is to have it, if there is one already
     * @return false, and nothing changed, if another account has a right to the address
     */
    public boolean vacate(Holder.Kind kind, EmailAddress address, Optional<Holder> owner, Origin origin) {
        Optional<HolderAccount> other =
                holders.lock(kind, address).filter(found -> !owner.equals(Optional.of(found.holder())));
        if (other.filter(found -> found.verified() || found.disabled()).isPresent()) {
            return false;
        }
        other.ifPresent(squatter -> giveWay(squatter, origin));
        return true;
    }

    private void giveWay(HolderAccount squatter, Origin origin) {
        squatter.giveUpAddress(clock.instant());
        holders.write(squatter.holder().kind());
        tokens.discard(squatter.holder(), Purpose.values());
        sessions.revokeAll(
                squatter.holder().id(), Optional.empty(), RevocationReason.ADDRESS_PROVEN_BY_ANOTHER, origin);
    }
}

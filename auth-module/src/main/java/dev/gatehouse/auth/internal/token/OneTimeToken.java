package dev.gatehouse.auth.internal.token;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.account.Registration;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/** A link that was mailed. */
public record OneTimeToken(UUID id, Holder holder, Pending pending) {

    public UUID accountId() {
        return holder.id();
    }

    /** Whether it was sent for what the account holds itself, and not for what somebody asked for afterwards. */
    public boolean own() {
        return pending.own();
    }

    /** What was asked for at the sign-up that it verifies. */
    public Registration registration() {
        return pending.registration().orElseThrow();
    }

    /** The address that it confirms, puts back or was mailed to. */
    public EmailAddress email() {
        return pending.email().orElseThrow();
    }

    /** Whether this is the browser that asked for the link. */
    public boolean askedForBy(Optional<String> browser) {
        return browser.flatMap(secret ->
                        pending.browserHash().filter(hash -> MessageDigest.isEqual(hash, LinkToken.sha256(secret))))
                .isPresent();
    }

    @Override
    public String toString() {
        return "OneTimeToken[" + id + "]";
    }
}

package dev.gatehouse.auth.internal.token;

import dev.gatehouse.auth.internal.account.Registration;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/**
 * A link that was mailed.
 *
 * @param own whether it was sent for what the account holds itself, and not for what somebody asked for afterwards
 * @param pending what was asked for when it was sent; where it is the account's own, the account's row is newer
 * @param browserHash SHA-256 of the secret of the browser that asked for it
 */
public record OneTimeToken(UUID id, UUID accountId, boolean own, Registration pending, Optional<byte[]> browserHash) {

    /** Whether this is the browser that asked for the link. */
    public boolean askedForBy(Optional<String> browser) {
        return browser.flatMap(
                        secret -> browserHash.filter(hash -> MessageDigest.isEqual(hash, LinkToken.sha256(secret))))
                .isPresent();
    }

    @Override
    public String toString() {
        return "OneTimeToken[" + id + "]";
    }
}

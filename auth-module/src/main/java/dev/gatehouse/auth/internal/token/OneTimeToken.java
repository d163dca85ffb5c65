package dev.gatehouse.auth.internal.token;

import dev.gatehouse.auth.internal.account.Registration;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/**
 * A link that was mailed.
 *
 * @param pending what its use will make of the account
 * @param browserHash SHA-256 of the secret of the browser that asked for it
 */
public record OneTimeToken(UUID id, UUID accountId, Registration pending, Optional<byte[]> browserHash) {

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

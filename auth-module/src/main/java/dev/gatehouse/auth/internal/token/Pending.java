package dev.gatehouse.auth.internal.token;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.internal.account.Registration;
import java.util.Optional;

/**
 * What waits for a link to be used.
 *
 * @param own whether it was sent for what the account holds itself, and not for what somebody asked for afterwards
 * @param registration what was asked for when it was sent; where it is the account's own, the account's row is newer
 * @param browserHash SHA-256 of the secret of the browser that asked for it
 * @param email the address that the link is about
 */
public record Pending(
        boolean own, Optional<Registration> registration, Optional<byte[]> browserHash, Optional<EmailAddress> email) {

    public static Pending nothing() {
        return new Pending(false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Pending address(EmailAddress email) {
        return new Pending(false, Optional.empty(), Optional.empty(), Optional.of(email));
    }

    public static Pending registration(boolean own, Registration registration, Optional<byte[]> browserHash) {
        return new Pending(own, Optional.of(registration), browserHash, Optional.empty());
    }

    @Override
    public String toString() {
        return "Pending[hidden]";
    }
}

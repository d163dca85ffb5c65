package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.NewSession;
import java.util.Optional;

/**
 * A sign-in as it is sent, unchecked. Null where a text is missing.
 *
 * @param kind whose sign-in this is: an admin's account is none for users, nor the reverse
 * @param client for a {@link NewSession.Kind#PAGE} session with its device, to which a challenge is bound
 */
public record LoginRequest(
        Holder.Kind kind,
        String email,
        String password,
        Optional<String> deviceName,
        NewSession.Kind sessionKind,
        Client client) {

    /** A user's. */
    public LoginRequest(
            String email, String password, Optional<String> deviceName, NewSession.Kind sessionKind, Client client) {
        this(Holder.Kind.USER, email, password, deviceName, sessionKind, client);
    }

    public Origin origin() {
        return client.origin();
    }

    @Override
    public String toString() {
        return "LoginRequest[" + client + "]";
    }
}

package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.NewSession;
import java.util.Optional;

/**
 * A sign-in as it is sent, unchecked. Null where a text is missing.
 *
 * @param client for a {@link NewSession.Kind#PAGE} session with its device, to which a challenge is bound
 */
public record LoginRequest(
        String email, String password, Optional<String> deviceName, NewSession.Kind sessionKind, Client client) {

    public Origin origin() {
        return client.origin();
    }

    @Override
    public String toString() {
        return "LoginRequest[" + client + "]";
    }
}

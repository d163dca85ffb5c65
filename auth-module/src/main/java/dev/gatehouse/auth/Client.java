package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.Optional;

/**
 * Who presents a secret.
 *
 * @param device the value of the known-device cookie
 */
public record Client(Origin origin, Optional<String> device) {

    @Override
    public String toString() {
        return "Client[" + origin + "]";
    }
}

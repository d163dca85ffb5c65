package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.Optional;

/**
 * Who presents a secret, as far as one can see: an address, a user agent, and perhaps a browser that was here before.
 *
 * @param origin its address and user agent are the device where no known-device cookie tells better
 * @param device the value of the cookie {@code gatehouse_device}; 256 random bits that only this browser holds
 */
public record Client(Origin origin, Optional<String> device) {

    /** One that brings no cookie. */
    public static Client of(Origin origin) {
        return new Client(origin, Optional.empty());
    }

    @Override
    public String toString() {
        return "Client[" + origin + "]";
    }
}

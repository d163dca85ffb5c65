package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.ClientMarks;
import java.util.Optional;

/**
 * Who presents a secret, as far as one can see: an address, a user agent, and perhaps a browser that was here before.
 *
 * @param origin its address and user agent are the device where no known-device cookie tells better
 * @param marks by which its sessions know it again
 */
public record Client(Origin origin, ClientMarks marks) {

    /** One that shows a cookie at most. */
    public Client(Origin origin, Optional<String> device) {
        this(origin, ClientMarks.of(device));
    }

    /** One that brings no cookie. */
    public static Client of(Origin origin) {
        return new Client(origin, ClientMarks.NONE);
    }

    /** The value of the cookie {@code gatehouse_device}; 256 random bits that only this browser holds. */
    public Optional<String> device() {
        return marks.device();
    }

    @Override
    public String toString() {
        return "Client[" + origin + "]";
    }
}

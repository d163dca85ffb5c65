package dev.gatehouse.session;

import java.util.Optional;

/**
 * By what a client can be told from others beside its address and {@code User-Agent}. Each is compared only where it
 * came before and comes now: programs send none of them, and browsers the hints over TLS only.
 *
 * @param device the known-device cookie
 * @param platform {@code Sec-CH-UA-Platform}: the system that a browser runs on, whatever its {@code User-Agent} says
 * @param mobile {@code Sec-CH-UA-Mobile}
 */
public record ClientMarks(Optional<String> device, Optional<String> platform, Optional<String> mobile) {

    /** A client that shows none. */
    public static final ClientMarks NONE = of(Optional.empty());

    /** A client that shows a cookie at most. */
    public static ClientMarks of(Optional<String> device) {
        return new ClientMarks(device, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "ClientMarks[]";
    }
}

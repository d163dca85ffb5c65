package dev.gatehouse.session;

import dev.gatehouse.audit.Origin;
import java.util.Optional;
import java.util.UUID;

/**
 * What a sign-in asks for.
 *
 * @param deviceName as its owner calls the device; at most 100 characters, longer ones are cut
 */
public record NewSession(UUID accountId, Kind kind, Optional<String> deviceName, Origin origin) {

    private static final int MAX_DEVICE_NAME = 100;

    public NewSession {
        deviceName =
                deviceName.map(name -> name.length() > MAX_DEVICE_NAME ? name.substring(0, MAX_DEVICE_NAME) : name);
    }

    /** How the session will be presented: a refresh token, or the cookie of a browser. */
    public enum Kind {
        TOKEN,
        PAGE
    }
}

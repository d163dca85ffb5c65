package dev.gatehouse.session;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import java.util.Optional;
import java.util.UUID;

/**
 * What a sign-in asks for.
 *
 * @param deviceName as its owner calls the device; at most 100 characters, longer ones are cut
 * @param device the known-device cookie of the client, by which a later refresh is told from one elsewhere
 * @param audience the area that the session opens, and no other; it decides how long the session lives
 */
public record NewSession(
        UUID accountId,
        Kind kind,
        Optional<String> deviceName,
        Origin origin,
        Optional<String> device,
        Audience audience) {

    private static final int MAX_DEVICE_NAME = 100;

    public NewSession {
        deviceName =
                deviceName.map(name -> name.length() > MAX_DEVICE_NAME ? name.substring(0, MAX_DEVICE_NAME) : name);
    }

    /** A user's, for a client whose cookie is not known (yet). */
    public NewSession(UUID accountId, Kind kind, Optional<String> deviceName, Origin origin) {
        this(accountId, kind, deviceName, origin, Optional.empty(), Audience.USERS);
    }

    /** The same, for the client that holds this cookie. */
    public NewSession on(Optional<String> cookie) {
        return new NewSession(accountId, kind, deviceName, origin, cookie, audience);
    }

    /** The same for another area. */
    public NewSession into(Audience area) {
        return new NewSession(accountId, kind, deviceName, origin, device, area);
    }

    @Override
    public String toString() {
        return "NewSession[" + accountId + ", " + kind + "]";
    }

    /** How the session will be presented: a refresh token, or the cookie of a browser. */
    public enum Kind {
        TOKEN,
        PAGE
    }
}

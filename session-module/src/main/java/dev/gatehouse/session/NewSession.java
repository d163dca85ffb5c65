package dev.gatehouse.session;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import java.util.Optional;
import java.util.UUID;

/**
 * What a sign-in asks for.
 *
 * @param deviceName as its owner calls the device; at most 100 characters, longer ones are cut
 * @param audience the area that the session opens, and no other; it decides how long the session lives
 * @param marks of the client, by which a later refresh is told from one elsewhere
 */
public record NewSession(
        UUID accountId, Kind kind, Optional<String> deviceName, Origin origin, Audience audience, ClientMarks marks) {

    private static final int MAX_DEVICE_NAME = 100;

    public NewSession {
        deviceName =
                deviceName.map(name -> name.length() > MAX_DEVICE_NAME ? name.substring(0, MAX_DEVICE_NAME) : name);
    }

    /** A user's, on a client of which no more is known (yet). */
    public NewSession(UUID accountId, Kind kind, Optional<String> deviceName, Origin origin) {
        this(accountId, kind, deviceName, origin, Audience.USERS, ClientMarks.NONE);
    }

    /** The same for another area. */
    public NewSession into(Audience area) {
        return new NewSession(accountId, kind, deviceName, origin, area, marks);
    }

    /** The same, for the client with these marks. */
    public NewSession on(ClientMarks client) {
        return new NewSession(accountId, kind, deviceName, origin, audience, client);
    }

    @Override
    public String toString() {
        return "NewSession[" + accountId + ", " + kind + ", " + audience + "]";
    }

    /** How the session will be presented: a refresh token, or the cookie of a browser. */
    public enum Kind {
        TOKEN,
        PAGE
    }
}

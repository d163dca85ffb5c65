package dev.gatehouse.session;

import java.util.UUID;

/**
 * A session that has just begun, with the one secret that opens it: shown here once, stored only as a hash.
 *
 * @param version goes into access tokens as {@code ver}
 * @param secret the refresh token, or the value of the page cookie; 256 random bits at least
 */
public record StartedSession(UUID sessionId, UUID accountId, long version, String secret) {

    @Override
    public String toString() {
        return "StartedSession[" + sessionId + "]";
    }
}

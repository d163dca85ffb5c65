package dev.gatehouse.session;

import java.util.Set;
import java.util.UUID;

/**
 * What an access token says about its bearer.
 *
 * @param email becomes {@code upn}
 * @param groups the roles
 * @param version becomes {@code ver}: tokens below the account's lowest valid version are refused
 * @param audience the area whose API takes the token
 */
public record AccessTokenClaims(
        UUID accountId, String email, Set<String> groups, UUID sessionId, long version, Audience audience) {

    /** The areas of the API; each takes only its own tokens. */
    public enum Audience {
        USERS("/api"),
        ADMINS("/api/admin");

        private final String path;

        Audience(String path) {
            this.path = path;
        }

        /** {@code aud}: the issuer followed by the area's path. */
        public String of(String issuer) {
            return issuer + path;
        }
    }
}

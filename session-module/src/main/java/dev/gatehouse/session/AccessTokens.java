package dev.gatehouse.session;

import java.time.Duration;

/** Issues access tokens: JWTs (RFC 7519, RFC 9068 in spirit) signed with ES256 and the current signing key. */
public interface AccessTokens {

    String issue(AccessTokenClaims claims);

    Duration lifetime();
}

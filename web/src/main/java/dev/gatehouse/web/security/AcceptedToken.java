package dev.gatehouse.web.security;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.web.startup.Settings;
import jakarta.json.JsonNumber;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A token that the container has verified and whose claims are those that this server writes. */
record AcceptedToken(CallerPrincipal principal, Set<String> groups, Caller caller, long version, Instant expiresAt) {

    private static final Duration LEEWAY = Duration.ofSeconds(60);

    static Optional<AcceptedToken> of(CredentialValidationResult login, Instant now) {
        if (!(login.getCallerPrincipal() instanceof JsonWebToken token)) {
            return Optional.empty();
        }
        Optional<Audience> audience = audience(token);
        boolean fromTheFuture = Instant.ofEpochSecond(token.getIssuedAtTime()).isAfter(now.plus(LEEWAY));
        if (audience.isEmpty() || fromTheFuture || token.containsClaim("nbf")) {
            return Optional.empty();
        }
        try {
            Caller caller = new Caller(
                    UUID.fromString(token.getSubject()), UUID.fromString(token.getClaim("sid")), audience.get());
            // Texts come as String, numbers of claims that no standard names as JSON.
            JsonNumber version = token.getClaim("ver");
            Instant expiresAt = Instant.ofEpochSecond(token.getExpirationTime());
            return Optional.of(new AcceptedToken(
                    login.getCallerPrincipal(),
                    Set.copyOf(login.getCallerGroups()),
                    caller,
                    version.longValue(),
                    expiresAt));
        } catch (RuntimeException e) {
            // Signed by us, but not an access token of ours.
            return Optional.empty();
        }
    }

    private static Optional<Audience> audience(JsonWebToken token) {
        String issuer = Settings.current().sessions().issuer();
        for (Audience audience : Audience.values()) {
            if (Set.of(audience.of(issuer)).equals(token.getAudience())) {
                return Optional.of(audience);
            }
        }
        return Optional.empty();
    }
}

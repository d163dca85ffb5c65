package dev.gatehouse.session.internal.key;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.session.AccessTokenClaims;
import dev.gatehouse.session.AccessTokens;
import dev.gatehouse.session.SessionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Access tokens as signed JWTs with exactly the claims that the contract names. */
@ApplicationScoped
class SignedAccessTokens implements AccessTokens {

    private final StoredSigningKeys keys;
    private final SessionSettings settings;
    private final Clock clock;

    @Inject
    SignedAccessTokens(StoredSigningKeys keys, SessionSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String issue(AccessTokenClaims claims) {
        Instant now = clock.instant();
        return keys.current()
                .sign(new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(claims.audience().of(settings.issuer()))
                        .subject(claims.accountId().toString())
                        .claim("upn", claims.email())
                        .claim("groups", claims.groups().stream().sorted().toList())
                        .claim("sid", claims.sessionId().toString())
                        .claim("ver", claims.version())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(lifetime())))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
    }

    @Override
    public Duration lifetime() {
        return settings.accessTokenLifetime();
    }
}

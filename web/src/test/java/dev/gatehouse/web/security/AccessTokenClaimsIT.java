package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.startup.GenuineKey;
import dev.gatehouse.web.testing.Patience;
import dev.gatehouse.web.testing.People.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A genuine signature is not enough: tokens are signed here with the server's own key. */
class AccessTokenClaimsIT extends OverBearer {

    @Test
    @Row("TK-11")
    void refusesAnExpiredToken() throws Exception {
        refused(claims -> claims.expirationTime(in(-120)));
        refused(claims -> claims.expirationTime(in(-61)));
        refused(claims -> claims.expirationTime(null));
        refused(claims -> claims.issueTime(in(-1_000)).expirationTime(in(-100)));
        refused(claims -> claims.expirationTime(new Date(Long.MIN_VALUE / 2)));
    }

    @Test
    @Row("TK-11")
    void refusesATokenFromTheFuture() throws Exception {
        refused(claims -> claims.issueTime(in(120)).expirationTime(in(900)));
        refused(claims -> claims.issueTime(in(61 + 5)).expirationTime(in(900)));
        refused(claims -> claims.issueTime(null));
        refused(claims -> claims.notBeforeTime(in(300)));
    }

    @Test
    @Row("TK-04")
    void refusesATokenForAnotherAudience() throws Exception {
        refused(claims -> claims.audience(SERVER.url().toString()));
        refused(claims -> claims.audience("https://other.example.org/api"));
        refused(claims -> claims.audience(List.of(SERVER.url() + "/api", "https://other.example.org/api")));
        refused(claims -> claims.audience((String) null));
    }

    @Test
    @Row("TK-04")
    void refusesATokenOfAnotherIssuer() throws Exception {
        refused(claims -> claims.issuer("https://other.example.org"));
        refused(claims -> claims.issuer(SERVER.url() + "/"));
        refused(claims -> claims.issuer(null));
    }

    @Test
    @Row("TK-04")
    void refusesATokenThatNamesNobody() throws Exception {
        refused(claims -> claims.subject("ada"));
        refused(claims -> claims.subject(null));
        refused(claims -> claims.claim("sid", null));
        refused(claims -> claims.claim("sid", "x"));
        refused(claims -> claims.claim("ver", null));
        refused(claims -> claims.claim("ver", "0"));
    }

    @Test
    @Row("TK-04")
    void sendsAnAdminsTokenAwayFromUserAreas() throws Exception {
        SignedIn ada = people.signedIn();
        String token = signed(ada, claims -> claims.audience(SERVER.url() + "/api/admin"));

        api.get("/api/account").bearer(token).send().isProblem(403, "forbidden");
        api.get("/api/auth/sessions").bearer(token).send().isProblem(403, "forbidden");
    }

    @Test
    void refusesATokenBelowTheAccountsLowestVersion() throws Exception {
        SignedIn ada = people.signedIn();
        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);

        rows.change(
                "INSERT INTO session.account_version (account_id, lowest, changed_at) VALUES (?, 7, clock_timestamp())",
                ada.id());

        Patience.until(
                "the new version on this node",
                Duration.ofSeconds(5),
                () -> api.get("/api/account").bearer(ada.accessToken()).send().status() == 401);
        SignedIn again = people.signIn(ada.email());
        assertThat(SignedJWT.parse(again.accessToken()).getJWTClaimsSet().getLongClaim("ver"))
                .isEqualTo(7);
        api.get("/api/account").bearer(again.accessToken()).send().hasStatus(200);
    }

    @Test
    @Row("TK-11")
    void forgetsATokenThatItRemembersOnceItExpires() throws Exception {
        SignedIn ada = people.signedIn();
        String token = signed(ada, claims -> claims.expirationTime(in(4)));
        api.get("/api/account").bearer(token).send().hasStatus(200);

        Patience.until(
                "the token's end",
                Duration.ofSeconds(5),
                () -> api.get("/api/account").bearer(token).send().status() == 401);
        api.get("/api/account").bearer(ada.accessToken()).send().hasStatus(200);
    }

    @Test
    @Row("TK-04")
    void refusesATokenOfAnotherKind() throws Exception {
        SignedIn ada = people.signedIn();
        String claims = claims(ada.accessToken());

        for (String type : List.of("at+jwt", "application/jwt", "logout+jwt", "dpop+jwt", "jwt", "JOSE")) {
            String token = genuine(header -> header.type(new JOSEObjectType(type)), claims);
            refused("Bearer " + token);
        }
        refused("Bearer " + genuine(header -> header.type(null), claims));
        refused("Bearer " + genuine(header -> header.contentType("JWT"), claims));
    }

    @Test
    @Row("TK-11")
    void allowsForClocksThatAreAMinuteApart() throws Exception {
        accepted(claims -> claims.issueTime(in(45)).expirationTime(in(900)));
    }

    @Test
    void takesATokenThatIsOtherwiseWhatTheServerIssues() throws Exception {
        accepted(
                claims -> claims.expirationTime(in(300)).jwtID(UUID.randomUUID().toString()));
    }

    private void refused(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        String token = signed(people.signedIn(), change);
        for (int i = 0; i < 2; i++) {
            api.get("/api/account").bearer(token).send().isProblem(401, "unauthenticated");
        }
    }

    private void accepted(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        SignedIn ada = people.signedIn();
        for (int i = 0; i < 2; i++) {
            String id = api.get("/api/account")
                    .bearer(signed(ada, change))
                    .send()
                    .hasStatus(200)
                    .text("id");
            assertThat(id).isEqualTo(ada.id().toString());
        }
    }

    private static String signed(SignedIn person, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        ECKey key = GenuineKey.of(SERVER);
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder(SignedJWT.parse(person.accessToken()).getJWTClaimsSet());
        change.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}

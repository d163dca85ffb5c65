package dev.gatehouse.session.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Provider;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to sign an access token and to verify one, each by Conscrypt and by the JDK. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class AccessTokenBenchmark {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private SigningKey key;
    private ECDSASigner jdkSigner;
    private ECDSAVerifier jdkVerifier;
    private ECDSAVerifier fastVerifier;
    private JWTClaimsSet claims;
    private String token;

    @Setup
    public void prepare() throws JOSEException {
        Provider fast = FastEllipticCurve.provider().orElseThrow();
        ECKey pair = KeySafe.create(new SecureRandom());
        key = new SigningKey(pair, NOW, Optional.empty());
        jdkSigner = new ECDSASigner(pair);
        jdkVerifier = new ECDSAVerifier(pair.toECPublicKey());
        fastVerifier = new ECDSAVerifier(pair.toECPublicKey(fast));
        fastVerifier.getJCAContext().setProvider(fast);
        String account = UUID.randomUUID().toString();
        claims = new JWTClaimsSet.Builder()
                .issuer("http://localhost:8080")
                .audience("http://localhost:8080/api")
                .subject(account)
                .claim("upn", "ann@example.com")
                .claim("groups", List.of("user"))
                .claim("sid", UUID.randomUUID().toString())
                .claim("ver", 0)
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(900)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        token = key.sign(claims);
    }

    @Benchmark
    public String sign() {
        return key.sign(claims);
    }

    @Benchmark
    public String signByTheJdk() throws JOSEException, ParseException {
        SignedJWT jwt = new SignedJWT(SignedJWT.parse(token).getHeader(), claims);
        jwt.sign(jdkSigner);
        return jwt.serialize();
    }

    @Benchmark
    public boolean verify() throws JOSEException, ParseException {
        return SignedJWT.parse(token).verify(fastVerifier);
    }

    @Benchmark
    public boolean verifyByTheJdk() throws JOSEException, ParseException {
        return SignedJWT.parse(token).verify(jdkVerifier);
    }
}

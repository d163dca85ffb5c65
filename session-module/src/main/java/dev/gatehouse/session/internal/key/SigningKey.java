package dev.gatehouse.session.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Optional;

/** A signing key in use: ready to sign, with the public half that it is checked by. */
final class SigningKey {

    private final ECKey publicKey;
    private final Instant signsFrom;
    private final Optional<Instant> retiredAt;
    private final JWSHeader header;
    private final ECDSASigner signer;

    SigningKey(ECKey pair, Instant signsFrom, Optional<Instant> retiredAt) {
        this.publicKey = pair.toPublicJWK();
        this.signsFrom = signsFrom;
        this.retiredAt = retiredAt;
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(pair.getKeyID())
                .build();
        this.signer = signer(pair);
    }

    String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    ECKey publicKey() {
        return publicKey;
    }

    Instant signsFrom() {
        return signsFrom;
    }

    boolean publishedAt(Instant moment) {
        return retiredAt.map(moment::isBefore).orElse(true);
    }

    /** A key of the provider's own class spares it a conversion with every signature. */
    private static ECDSASigner signer(ECKey pair) {
        try {
            Optional<Provider> provider = FastEllipticCurve.provider();
            ECPrivateKey key = pair.toECPrivateKey(provider.orElse(null));
            ECDSASigner signer = new ECDSASigner(key);
            provider.ifPresent(signer.getJCAContext()::setProvider);
            return signer;
        } catch (JOSEException e) {
            throw new IllegalStateException("signing key " + pair.getKeyID() + " is unusable", e);
        }
    }
}

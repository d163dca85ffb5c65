package dev.gatehouse.session.internal.key;

import com.google.crypto.tink.Aead;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

/** Makes key pairs and keeps them under lock; a pair moved to another row does not open. */
final class KeySafe {

    private final Aead aead;

    KeySafe(Aead aead) {
        this.aead = aead;
    }

    static ECKey create(SecureRandom random) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .secureRandom(random)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no P-256 key can be made here", e);
        }
    }

    StoredKey lock(ECKey pair, Instant createdAt, Instant signsFrom) {
        try {
            byte[] encrypted = aead.encrypt(bytes(pair.toJSONString()), bytes(pair.getKeyID()));
            return new StoredKey(
                    UUID.fromString(pair.getKeyID()),
                    encrypted,
                    pair.toPublicJWK().toJSONString(),
                    createdAt,
                    signsFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key cannot be encrypted", e);
        }
    }

    SigningKey open(StoredKey stored) {
        String id = stored.id().toString();
        try {
            byte[] pair = aead.decrypt(stored.encryptedPair(), bytes(id));
            return new SigningKey(
                    ECKey.parse(new String(pair, StandardCharsets.UTF_8)), stored.signsFrom(), stored.retiredAt());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "signing key " + id + " cannot be decrypted: is ENCRYPTION_KEY the one that it was stored with?",
                    e);
        } catch (ParseException e) {
            // the cause would quote what it could not parse
            throw new IllegalStateException("signing key " + id + " is not a key");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.gatehouse.session.internal.key;

import com.google.crypto.tink.Aead;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.session.SigningKeys;
import dev.gatehouse.session.internal.SessionUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The signing keys of {@code session.signing_key}, decrypted once and kept. */
@ApplicationScoped
class StoredSigningKeys implements SigningKeys {

    /** Any number will do that no other lock of this application has. */
    private static final long FIRST_KEY_LOCK = 0x5345_5353_4b45_5931L;

    private final EntityManager manager;
    private final KeySafe safe;
    private final SecureRandom random;
    private final Clock clock;
    private volatile List<SigningKey> keys = List.of();

    @Inject
    StoredSigningKeys(@SessionUnit EntityManager manager, Aead aead, SecureRandom random, Clock clock) {
        this.manager = manager;
        this.safe = new KeySafe(aead);
        this.random = random;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void prepare() {
        FastEllipticCurve.register();
        manager.createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(?1)")
                .setParameter(1, FIRST_KEY_LOCK)
                .getSingleResult();
        if (stored().isEmpty()) {
            Instant now = clock.instant();
            manager.persist(safe.lock(KeySafe.create(random), now, now));
            manager.flush();
        }
        keys = stored().stream().map(safe::open).toList();
    }

    @Override
    public String publicKeySet() {
        Instant now = clock.instant();
        List<JWK> published = keys.stream()
                .filter(key -> key.publishedAt(now))
                .<JWK>map(SigningKey::publicKey)
                .toList();
        return new JWKSet(published).toString(true);
    }

    /**
     * The latest key whose time to sign has come. A first key made by a node whose clock is ahead of ours has not
     * come of age here and signs all the same: there is no other.
     */
    SigningKey current() {
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .max(Comparator.comparing(SigningKey::signsFrom))
                .or(() -> keys.stream().min(Comparator.comparing(SigningKey::signsFrom)))
                .orElseThrow(() -> new IllegalStateException("signing keys are not prepared"));
    }

    private List<StoredKey> stored() {
        return manager.createQuery("SELECT k FROM StoredKey k ORDER BY k.signsFrom", StoredKey.class)
                .getResultList();
    }
}

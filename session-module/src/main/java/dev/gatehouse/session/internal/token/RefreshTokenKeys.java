package dev.gatehouse.session.internal.token;

import com.google.crypto.tink.prf.PrfSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes refresh tokens and tells genuine ones from invented ones, without the database.
 *
 * <p>A successor is derived from its predecessor, a random salt and a server key. Whoever has all three gets the same
 * successor again, and the server never stores it; whoever lacks one gets nothing. New tokens come from the primary
 * key; tokens of older keys stay genuine while those keys are configured.
 */
@ApplicationScoped
public class RefreshTokenKeys {

    private final SecureRandom random;
    private final int primary;
    private final Map<Integer, ServerKey> keys;

    @Inject
    public RefreshTokenKeys(PrfSet secrets, SecureRandom random) throws GeneralSecurityException {
        Map<Integer, ServerKey> derived = new HashMap<>();
        secrets.getPrfs().forEach((id, secret) -> derived.put(id, new ServerKey(secret)));
        this.random = random;
        this.primary = secrets.getPrimaryId();
        this.keys = Map.copyOf(derived);
    }

    /** The first token of a session. */
    public RefreshToken first(UUID sessionId) {
        return keys.get(primary).sign(sessionId, Secret.draw(random));
    }

    /** Empty for whatever this server never issued: malformed, invented, or of a key that is no longer known. */
    public Optional<RefreshToken> recognise(String presented) {
        return RefreshToken.parse(presented)
                .filter(token -> keys.values().stream().anyMatch(key -> key.signed(token)));
    }

    /** A successor by the primary key and a fresh salt. */
    public Rotation rotate(RefreshToken token) {
        byte[] salt = Secret.bytes(random);
        return new Rotation(primary, salt, keys.get(primary).successor(token, salt));
    }

    /** The successor that an earlier rotation gave; empty if its key is no longer known. */
    public Optional<RefreshToken> again(RefreshToken token, int keyId, byte[] salt) {
        return Optional.ofNullable(keys.get(keyId)).map(key -> key.successor(token, salt));
    }
}

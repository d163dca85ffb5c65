package dev.gatehouse.auth.internal.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Makes Argon2id hashes, and checks those of older systems as well. */
@ApplicationScoped
class AnyPasswordHasher implements PasswordHasher {

    private final Argon2PasswordHasher argon2;
    private final List<LegacyHash> legacy = List.of(new Pbkdf2Hash(), new BcryptHash());

    @Inject
    AnyPasswordHasher(Argon2PasswordHasher argon2) {
        this.argon2 = argon2;
    }

    @Override
    public String hash(String password) {
        return argon2.hash(password);
    }

    @Override
    public boolean matches(String password, String stored) {
        return legacyOf(stored)
                .map(kind -> kind.matches(password, stored))
                .orElseGet(() -> argon2.matches(password, stored));
    }

    @Override
    public boolean canVerify(String stored) {
        return legacyOf(stored).map(kind -> kind.canVerify(stored)).orElseGet(() -> argon2.canVerify(stored));
    }

    @Override
    public boolean recognises(String stored) {
        return legacyOf(stored).isPresent() || argon2.recognises(stored);
    }

    @Override
    public boolean needsRehash(String stored) {
        return argon2.needsRehash(stored);
    }

    @Override
    public String unmatchable() {
        return argon2.unmatchable();
    }

    private Optional<LegacyHash> legacyOf(String stored) {
        return legacy.stream().filter(kind -> kind.recognises(stored)).findFirst();
    }
}

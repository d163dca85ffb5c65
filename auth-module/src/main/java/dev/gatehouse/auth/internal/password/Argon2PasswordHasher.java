package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.PasswordSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** Argon2id (RFC 9106) with a 16-byte salt and a 32-byte tag. */
@ApplicationScoped
@Typed(Argon2PasswordHasher.class)
class Argon2PasswordHasher implements PasswordHasher {

    private static final int SALT_LENGTH = 16;
    private static final int TAG_LENGTH = 32;

    private final Argon2Cost cost;
    private final Argon2Function function;
    private final SecureRandom random;

    @Inject
    Argon2PasswordHasher(PasswordSettings settings, SecureRandom random) {
        this(settings, random, Argon2Function.fastest());
    }

    Argon2PasswordHasher(PasswordSettings settings, SecureRandom random, Argon2Function function) {
        this.cost = Argon2Cost.configured(settings);
        this.random = random;
        this.function = function;
    }

    @Override
    public String hash(String password) {
        byte[] salt = randomBytes(SALT_LENGTH);
        return new PhcString(cost, salt, tag(password, salt, cost, TAG_LENGTH)).encoded();
    }

    @Override
    public boolean matches(String password, String stored) {
        return PhcString.parse(stored)
                .filter(phc -> phc.cost().bearable())
                .filter(phc ->
                        MessageDigest.isEqual(phc.tag(), tag(password, phc.salt(), phc.cost(), phc.tag().length)))
                .isPresent();
    }

    @Override
    public boolean canVerify(String stored) {
        return PhcString.parse(stored).filter(phc -> phc.cost().bearable()).isPresent();
    }

    @Override
    public boolean recognises(String stored) {
        return PhcString.parse(stored).isPresent();
    }

    @Override
    public boolean needsRehash(String stored) {
        return PhcString.parse(stored)
                .filter(phc -> phc.cost().equals(cost))
                .filter(phc -> phc.salt().length >= SALT_LENGTH && phc.tag().length >= TAG_LENGTH)
                .isEmpty();
    }

    @Override
    public String unmatchable() {
        return new PhcString(cost, randomBytes(SALT_LENGTH), randomBytes(TAG_LENGTH)).encoded();
    }

    private byte[] tag(String password, byte[] salt, Argon2Cost at, int length) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return function.tag(bytes, salt, at, length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}

package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.PasswordSettings;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Real hashing that counts how often it is done, and lets a test look on. */
public final class CountedHashing implements PasswordHasher {

    private final PasswordHasher hasher;
    private final AtomicInteger count = new AtomicInteger();
    private volatile Runnable onlooker = () -> {};

    public CountedHashing(PasswordSettings settings) {
        hasher = new AnyPasswordHasher(new Argon2PasswordHasher(settings, new SecureRandom()));
    }

    /** Passwords over this hashing, with room for everybody to wait. */
    public Passwords passwords() {
        return new Passwords(this, new HashingGate(Runtime.getRuntime().availableProcessors(), 1000) {
            @Override
            <T> T pass(Supplier<T> work) {
                onlooker.run();
                return super.pass(work);
            }
        });
    }

    /** Is run before each hash, in the thread that asks for it. */
    public void watch(Runnable before) {
        onlooker = before;
    }

    public int count() {
        return count.get();
    }

    @Override
    public String hash(String password) {
        count.incrementAndGet();
        return hasher.hash(password);
    }

    @Override
    public boolean matches(String password, String stored) {
        count.incrementAndGet();
        return hasher.matches(password, stored);
    }

    @Override
    public boolean canVerify(String stored) {
        return hasher.canVerify(stored);
    }

    @Override
    public boolean recognises(String stored) {
        return hasher.recognises(stored);
    }

    @Override
    public boolean needsRehash(String stored) {
        return hasher.needsRehash(stored);
    }

    @Override
    public String unmatchable() {
        return hasher.unmatchable();
    }
}

package dev.gatehouse.auth.internal.password;

import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.internal.account.PlainText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Makes and checks password hashes, one at a time per core. Never call it with a transaction open: the caller may wait.
 */
@ApplicationScoped
public class Passwords {

    private final PasswordHasher hasher;
    private final HashingGate gate;
    private final String unmatchable;

    @Inject
    Passwords(PasswordHasher hasher, HashingGate gate) {
        this.hasher = hasher;
        this.gate = gate;
        this.unmatchable = hasher.unmatchable();
    }

    /** @throws dev.gatehouse.auth.HashingOverloaded if too many wait already */
    public String hash(String password) {
        return gate.pass(() -> hasher.hash(password));
    }

    /**
     * Checks a password, at the cost of one hash whether or not there is anything to check it against. A password that
     * the policy could never have let in is wrong at no cost.
     *
     * @throws dev.gatehouse.auth.HashingOverloaded if too many wait already
     */
    public boolean matches(String password, Optional<String> stored) {
        if (PasswordPolicy.tooLong(password) || !PlainText.storable(password)) {
            return false;
        }
        String checked = stored.filter(hasher::canVerify).orElse(unmatchable);
        return gate.pass(() -> hasher.matches(password, checked));
    }

    /** What is wrong with a hash that comes from elsewhere. */
    public Optional<Problem> faultOfStored(String stored) {
        if (hasher.canVerify(stored)) {
            return Optional.empty();
        }
        return Optional.of(hasher.recognises(stored) ? Problem.HASH_TOO_DEAR : Problem.HASH_UNKNOWN);
    }

    /** Whether the hash should be made anew, now that its password is at hand. */
    public boolean needsRehash(String stored) {
        return hasher.needsRehash(stored);
    }
}

package dev.gatehouse.auth.internal.signup;

import dev.gatehouse.auth.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds out when a sign-up began, where one that overlaps others of its address began with the first of them. A hundred
 * clicks at once are worked off one after the other, so that the last begin after the first have ended; each of them
 * yet overlaps another. They are one sign-up and get one mail. One after the other they are many, and the newest wins.
 */
@ApplicationScoped
class SimultaneousSignUps {

    /** Nobody may keep an address busy for longer and so keep the next sign-up from its mail. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Map<EmailAddress, Burst> running = new ConcurrentHashMap<>();

    /** Runs the sign-up with the moment at which it, or the first that it overlaps, began. */
    <T> T during(EmailAddress address, OffsetDateTime now, Function<OffsetDateTime, T> signUp) {
        Burst burst = running.merge(address, new Burst(now, 1), (known, one) -> known.joinedBy(one));
        try {
            return signUp.apply(burst.begun());
        } finally {
            running.computeIfPresent(address, (key, known) -> known.left());
        }
    }

    private record Burst(OffsetDateTime begun, int signUps) {

        Burst joinedBy(Burst other) {
            boolean over = begun.plus(LONGEST).isBefore(other.begun);
            return new Burst(over ? other.begun : begun, signUps + other.signUps);
        }

        /** Null, and so forgotten, once the last has left. */
        Burst left() {
            return signUps == 1 ? null : new Burst(begun, signUps - 1);
        }
    }
}

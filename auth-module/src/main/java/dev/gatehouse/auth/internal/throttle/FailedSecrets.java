package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Guards every secret that can be guessed: passwords, codes, recovery codes. Each try is counted as a failure before the
 * secret is looked at, so that tries made at once cannot pass a limit together, and is settled afterwards by exactly one
 * of {@link #failed}, {@link #takeBack} and {@link #succeeded}. A try that is never settled, since
 * its node died, was never answered; it is forgotten once 10 s have passed without another.
 *
 * <ul>
 *   <li>Holder and device: from the 5th failure a delay of 1 s, doubling, at most 15 min. A device is known by its
 *       cookie, or else is an address and a user agent. A known device has a counter of its own that nobody else can
 *       raise; 10 failures make it unknown.
 *   <li>Holder: at most 100 failures in a row on all devices, of which the last 10 are kept for known devices.
 *   <li>Address, IPv6 by /64: 30 failures in 5 min; known devices do not ask it.
 * </ul>
 *
 * <p>Every counter is forgotten by itself: 24 hours after its last failure, an address's after 5 min.
 */
public interface FailedSecrets {

    /**
     * Counts a try and lets it pass, or tells how long to wait. Waits by itself, for some seconds at most, while other
     * tries that are not settled yet decide. Call it with no transaction open, since a rollback would undo the count.
     *
     * @param holder whose secret it would be; for an address without account the one that {@link Strangers} names
     * @return empty if the secret may be checked
     */
    Optional<Duration> mustWait(Holder holder, Client client);

    /** As {@link #mustWait}, for those who need not say how long. */
    default boolean mayTry(Holder holder, Client client) {
        return mustWait(holder, client).isEmpty();
    }

    /**
     * The secret was wrong: the failure stands. Records {@code login.throttled} and {@code login.locked} where a limit
     * was reached, and mails the unlock link when the delay first reaches a minute, at most once an hour. Joins or opens
     * a transaction.
     */
    void failed(Holder holder, Client client);

    /**
     * The try does not count: nothing was checked, or the secret was right and another one is still to come. The
     * failures before it stand, or a known password would free the guessing of codes. Joins or opens a transaction.
     */
    void takeBack(Holder holder, Client client);

    /** Runs the check of a secret that may be tried; a check that breaks down is taken back. */
    default <T> T checking(Holder holder, Client client, Supplier<T> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            try {
                takeBack(holder, client);
            } catch (RuntimeException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    /** Somebody has signed in: the failures of the holder and of this device end. Joins the sign-in's transaction. */
    void succeeded(Holder holder, Client client);
}

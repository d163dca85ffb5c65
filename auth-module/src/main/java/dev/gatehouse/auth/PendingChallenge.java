package dev.gatehouse.auth;

import java.time.Duration;
import java.util.List;

/**
 * A sign-in that waits for its second step.
 *
 * @param methods what may be shown, the usual one first
 * @param expiresIn how long it still waits
 */
public record PendingChallenge(List<FactorMethod> methods, Duration expiresIn) {

    public PendingChallenge {
        methods = List.copyOf(methods);
    }
}

package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Lets everybody try; what else bounds tries (five a challenge, the hashing gate) holds alone. */
@ApplicationScoped
class UnlimitedTries implements FailedSecrets {

    @Override
    public Optional<Duration> mustWait(Holder holder, Client client) {
        return Optional.empty();
    }

    @Override
    public void failed(Holder holder, Client client) {
        // counted by the challenge alone
    }

    @Override
    public void takeBack(Holder holder, Client client) {
        // nothing was counted
    }

    @Override
    public void succeeded(Holder holder, Client client) {
        // nothing was counted
    }
}

package dev.gatehouse.web.health;

import dev.gatehouse.session.Revocations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while this node knows which sessions have ended. */
@Readiness
@ApplicationScoped
public class RevocationCheck implements HealthCheck {

    private final Revocations revocations;

    @Inject
    RevocationCheck(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("revocations")
                .status(revocations.inSync())
                .build();
    }
}

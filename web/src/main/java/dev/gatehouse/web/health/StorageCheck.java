package dev.gatehouse.web.health;

import dev.gatehouse.storage.StorageBackends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether every backend works. Signing in needs none of them, so the check itself is always up. */
@Readiness
@ApplicationScoped
public class StorageCheck implements HealthCheck {

    private final StorageBackends backends;

    @Inject
    StorageCheck(StorageBackends backends) {
        this.backends = backends;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("storage")
                .up()
                .withData("state", backends.allWork() ? "up" : "degraded")
                .build();
    }
}

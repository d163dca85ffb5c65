package dev.gatehouse.web.health;

import dev.gatehouse.web.startup.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** {@code METRICS_TOKEN}: what a monitoring system on another machine shows to read the metrics. */
@ApplicationScoped
class MetricsToken {

    private final Settings settings;

    @Inject
    MetricsToken(Settings settings) {
        this.settings = settings;
    }

    boolean isIn(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null
                && settings.metricsToken().isPresent()
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8),
                        ("Bearer " + settings.metricsToken().get()).getBytes(StandardCharsets.UTF_8));
    }
}

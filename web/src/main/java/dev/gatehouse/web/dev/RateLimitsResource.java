package dev.gatehouse.web.dev;

import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.ratelimit.RateLimiter;
import dev.gatehouse.web.startup.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The counts of a development server, for programs that play many people at once. In production there is no such path. */
@Path("/dev/rate-limits")
@RequestScoped
@PermitAll
@Tag(ref = "Development")
public class RateLimitsResource {

    @Inject
    private RateLimiter limiter;

    @Inject
    private Settings settings;

    @DELETE
    @Operation(summary = "Begin all counts of the rate limits anew")
    public void forget() {
        if (settings.production()) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        limiter.forget();
    }
}

package dev.gatehouse.web.ratelimit;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemAnswer;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.ClientAddress;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Turns away who asks too often, before anything is done for them.
 *
 * <p>Answers of the API say how much is left in {@code RateLimit-Limit}, {@code RateLimit-Remaining} and
 * {@code RateLimit-Reset} (in seconds): the fields of draft-ietf-httpapi-ratelimit-headers up to revision 07. Later
 * revisions put the same into two structured fields, whose form still changes with each of them; clients in use read the
 * three.
 */
public class RateLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    @Inject
    private transient RateLimiter limiter;

    @Inject
    private transient RateLimitRefusals refusals;

    @Inject
    private transient CurrentCaller currentCaller;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<Limit> limits = limiter.inForce(CountedRequests.limits(request.getMethod(), request.getRequestURI()));
        Optional<Caller> caller = limits.stream().anyMatch(Limit::perAccount) ? caller() : Optional.empty();
        String address = BucketKey.client(ClientAddress.of(request));
        Optional<Verdict> verdict =
                limiter.count(limits, caller.map(BucketKey::client).orElse(address), address);
        verdict.filter(found -> ofApi(request)).ifPresent(found -> tell(found, response));
        if (verdict.isPresent() && !verdict.get().allowed()) {
            refusals.record(verdict.get(), caller, request);
            refuse(verdict.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whoever cannot be told now, because the database is away, is counted as a stranger. */
    private Optional<Caller> caller() {
        try {
            return currentCaller.counted();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static void tell(Verdict verdict, HttpServletResponse response) {
        response.setHeader(
                "RateLimit-Limit", Integer.toString(verdict.key().rate().count()));
        response.setHeader("RateLimit-Remaining", Long.toString(verdict.remaining()));
        response.setHeader("RateLimit-Reset", Long.toString(verdict.secondsUntilReset()));
    }

    private static void refuse(Verdict verdict, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (ofApi(request)) {
            ProblemAnswer.write(Problem.rateLimited(verdict.secondsUntilReset()), request, response);
        } else {
            response.setHeader("Retry-After", Long.toString(verdict.secondsUntilReset()));
            response.sendError(TOO_MANY_REQUESTS);
        }
    }

    private static boolean ofApi(HttpServletRequest request) {
        return request.getRequestURI().equals("/api") || request.getRequestURI().startsWith("/api/");
    }
}
